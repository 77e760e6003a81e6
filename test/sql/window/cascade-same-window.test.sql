-- flink: same
-- The rows of a window that closes belong to an equal window behind it, which closes at the same watermark: none is late.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector'='test');
CREATE TABLE sink1 (s TIMESTAMP(3), k STRING, n BIGINT, c BIGINT) WITH ('connector'='test');
CREATE VIEW a AS SELECT k, window_time AS wt, COUNT(*) AS n FROM TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY k, window_start, window_end, window_time;
INSERT INTO sink1 SELECT window_start, k, SUM(n), COUNT(*) FROM TUMBLE(TABLE a, DESCRIPTOR(wt), INTERVAL '10' SECOND) GROUP BY k, window_start, window_end;

INPUT clicks
{"op":"+I","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"x","v":2,"ts":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":"y","v":3,"ts":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"k":"x","v":4,"ts":"2020-01-01 00:00:28"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"s":"2020-01-01 00:00:00","k":"x","n":2,"c":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:00","k":"y","n":1,"c":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:20","k":"x","n":1,"c":1}}
