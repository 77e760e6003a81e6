-- flink: same
-- The table of a window function may be a query in parentheses.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector'='test');
CREATE TABLE sink1 (s TIMESTAMP(3), total INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, SUM(w) FROM TUMBLE((SELECT v + 1 AS w, ts FROM clicks WHERE k <> 'y'), DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY window_start, window_end;

INPUT clicks
{"op":"+I","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"y","v":3,"ts":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"k":"x","v":2,"ts":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":"x","v":4,"ts":"2020-01-01 00:00:28"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"s":"2020-01-01 00:00:00","total":5}}
{"op":"+I","data":{"s":"2020-01-01 00:00:20","total":5}}
