-- Wrong: a LATERAL query whose rows must all be in the result.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT b.price FROM bids AS b RIGHT JOIN LATERAL (SELECT item FROM bids) AS c ON TRUE;
--                            ^^^^^^^^^^ MR0401
