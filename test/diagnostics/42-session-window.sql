-- Wrong: a session window as a table function, and DISTINCT in one.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT COUNT(DISTINCT item) FROM bids GROUP BY SESSION(bid_time, INTERVAL '1' MINUTE);
--     ^^^^^^^^^^^^^^^^^^^^ MR0404
SELECT * FROM TABLE(SESSION(TABLE bids, DESCRIPTOR(bid_time), INTERVAL '1' MINUTE));
--                  ^^^^^^^ MR0404
