-- flink: same
-- Groups of a window of GROUP BY, grouped again by its bounds, are an ordinary aggregation, which updates.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (s TIMESTAMP(3), most BIGINT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT s, MAX(n), COUNT(*) FROM (SELECT k, TUMBLE_START(ts, INTERVAL '10' SECOND) AS s, TUMBLE_END(ts, INTERVAL '10' SECOND) AS e, COUNT(*) AS n FROM clicks GROUP BY k, TUMBLE(ts, INTERVAL '10' SECOND)) GROUP BY s, e;

INPUT clicks
{"op":"+I","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"x","v":2,"ts":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":"y","v":3,"ts":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"k":"x","v":4,"ts":"2020-01-01 00:00:28"}}

EXPECT FINAL sink1
{"op":"+I","data":{"s":"2020-01-01 00:00:00","most":2,"n":1}}
{"op":"-U","data":{"s":"2020-01-01 00:00:00","most":2,"n":1}}
{"op":"+U","data":{"s":"2020-01-01 00:00:00","most":2,"n":2}}
{"op":"+I","data":{"s":"2020-01-01 00:00:20","most":1,"n":1}}
