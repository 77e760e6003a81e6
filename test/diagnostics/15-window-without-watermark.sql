-- Wrong: a window over a plain timestamp.
CREATE TABLE bids (
  auction BIGINT, bid_time TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT window_start, COUNT(*)
FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bid_time), INTERVAL '1' MINUTE))
--                                       ^^^^^^^^ MR0312
GROUP BY window_start, window_end;
