CREATE TABLE clicks (page STRING, seen TIMESTAMP(3), WATERMARK FOR seen AS seen - INTERVAL '1' SECOND)
WITH ('connector' = 'filesystem', 'path' = 'clicks.csv', 'format' = 'csv');

SELECT page, window_start, window_end, COUNT(*) AS clicks
FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(seen), INTERVAL '20' SECOND, INTERVAL '1' MINUTE))
GROUP BY page, window_start, window_end;
