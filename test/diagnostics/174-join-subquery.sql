-- Wrong: a subquery that decides which rows of both sides of an outer join match.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT * FROM bids AS a LEFT JOIN bids AS b ON a.item = b.item AND EXISTS (SELECT 1 FROM bids AS c WHERE c.price > a.price AND c.price < b.price);
--                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0405
