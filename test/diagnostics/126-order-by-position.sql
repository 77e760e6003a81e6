-- Wrong: a position that the SELECT list does not have.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT item, price FROM bids ORDER BY 3 LIMIT 10;
--                                    ^ MR0354
