-- Wrong: a frame that goes on behind the row.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT COUNT(*) OVER (ORDER BY bid_time ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) FROM bids;
--                                                                   ^^^^^^^^^^^ MR0402
