-- Wrong: a group window over a plain timestamp.
CREATE TABLE bids (
  auction BIGINT,
  bid_time TIMESTAMP(3)
) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
SELECT COUNT(*) FROM bids GROUP BY TUMBLE(bid_time, INTERVAL '1' MINUTE);
--                                        ^^^^^^^^ MR0312
