-- Wrong: ORDER BY of what DISTINCT does not keep.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT DISTINCT item FROM bids ORDER BY price LIMIT 10;
--                                      ^^^^^ MR0354
