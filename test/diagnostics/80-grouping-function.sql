-- Wrong: GROUPING of what is not grouped by, in WHERE, and of nothing.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT item, GROUPING(auction), COUNT(*) FROM bids GROUP BY ROLLUP (item);
--                    ^^^^^^^ MR0316
SELECT item FROM bids WHERE GROUPING(item) = 0 GROUP BY item;
--                          ^^^^^^^^^^^^^^ MR0315
SELECT item, GROUPING_ID() FROM bids GROUP BY item;
--           ^^^^^^^^^^^^^ MR0305
