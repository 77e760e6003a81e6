-- Wrong: a window that WINDOW does not define.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT COUNT(*) OVER wi FROM bids WINDOW w AS (PARTITION BY item ORDER BY bid_time);
--                   ^^ MR0353
