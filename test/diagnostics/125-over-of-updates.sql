-- Wrong: a running aggregate over rows that change.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT COUNT(*) OVER (ORDER BY t) FROM (SELECT bid_time AS t, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price) AS rn FROM bids) WHERE rn = 1;
--     ^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0504
