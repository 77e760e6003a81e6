-- Wrong: a frame for ROW_NUMBER.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT ROW_NUMBER() OVER (ORDER BY bid_time ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM bids;
--                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0353
