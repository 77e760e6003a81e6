-- Wrong: a derived table that sees the tables before it.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT b.price FROM bids AS b CROSS JOIN LATERAL (SELECT item FROM bids) AS c;
--                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0401
