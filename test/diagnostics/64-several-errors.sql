-- Wrong: four errors in one run, and no more.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT itm, UPER(item), price
--     ^^^ MR0301
--          ^^^^ MR0304
FROM bids
WHERE auction
--    ^^^^^^^ MR0308
GROUP BY itemm;
--       ^^^^^ MR0301
