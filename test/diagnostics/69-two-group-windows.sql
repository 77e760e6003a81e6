-- Wrong: two windows in one GROUP BY.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT COUNT(*) FROM bids
GROUP BY TUMBLE(bid_time, INTERVAL '1' MINUTE), TUMBLE(bid_time, INTERVAL '2' MINUTE);
--                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0330
