-- Wrong: a NOT NULL column left out.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE strict (a BIGINT NOT NULL, b STRING) WITH ('connector' = 'print');
INSERT INTO strict (b) SELECT item FROM bids;
--          ^^^^^^ MR0322
