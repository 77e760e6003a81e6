-- Wrong: a view that reads itself.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE VIEW v AS SELECT item FROM bids;
--          ^ MR0332
CREATE OR REPLACE VIEW v AS SELECT * FROM v;
