-- Wrong: a column list with a misspelt name.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE results (auction BIGINT, total DECIMAL(10, 2), ts TIMESTAMP(3)) WITH ('connector' = 'print');
INSERT INTO results (auction, totle) SELECT auction, price FROM bids;
--                            ^^^^^ MR0321
