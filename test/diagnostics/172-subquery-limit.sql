-- Wrong: any row of those that belong to a row around.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT * FROM bids AS a WHERE price > (SELECT b.price FROM bids AS b WHERE b.item = a.item LIMIT 1);
--                                                                                         ^^^^^^^ MR0405
