-- Wrong: an alias used in its own SELECT.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT price * 2 AS double_price FROM bids WHERE double_price > 10;
--                                               ^^^^^^^^^^^^ MR0301
