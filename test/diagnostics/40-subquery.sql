-- Wrong: a column of the query around in the condition of a join.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT * FROM bids AS a WHERE EXISTS (SELECT 1 FROM bids AS b JOIN bids AS c ON b.item = c.item AND c.price = a.price);
--                                                                                                            ^^^^^^^ MR0405
