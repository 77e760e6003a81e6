-- Wrong: grouping sets beside a window of GROUP BY, ROLLUP in CUBE, and too many sets.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT item, COUNT(*) FROM bids GROUP BY ROLLUP (item), TUMBLE(bid_time, INTERVAL '1' MINUTE);
--                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0412
SELECT item, COUNT(*) FROM bids GROUP BY CUBE (auction, ROLLUP (item));
--                                                      ^^^^^^^^^^^^^ MR0330
SELECT COUNT(*) FROM bids GROUP BY CUBE (item, auction, price, bid_time), CUBE (item, auction, price, bid_time), CUBE (item, auction, price, bid_time), ROLLUP (item);
--                                                                                                                                                      ^^^^^^^^^^^^^ MR0330
