-- Wrong: UNNEST of two arrays.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT * FROM bids CROSS JOIN UNNEST(ARRAY[1], ARRAY[2]) AS u (x, y);
--                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0413
