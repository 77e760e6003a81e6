-- Wrong: TUMBLE_END without its window.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT item, TUMBLE_END(bid_time, INTERVAL '2' MINUTE), COUNT(*)
--           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0324
FROM bids GROUP BY item, TUMBLE(bid_time, INTERVAL '1' MINUTE);
