-- Wrong: a size that is no multiple of the slide.
CREATE TABLE bids (
  auction BIGINT, price DECIMAL(10, 2), item STRING, bid_time TIMESTAMP(3),
  WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT window_start, COUNT(*)
FROM TABLE(HOP(TABLE bids, DESCRIPTOR(bid_time), INTERVAL '7' SECOND, INTERVAL '1' MINUTE))
--                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0313
GROUP BY window_start, window_end;
