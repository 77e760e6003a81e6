-- flink: same
-- An aggregation of a window's groups by that window is told once, and joined with them per window: the most clicks of a window, and whose they are.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE VIEW per_key AS SELECT k, window_start, window_end, COUNT(*) AS n FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end;
CREATE TABLE sink1 (s TIMESTAMP(3), k STRING, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (s TIMESTAMP(3), most BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT g.window_start, g.k, g.n FROM per_key g JOIN (SELECT MAX(n) AS most, window_start, window_end FROM per_key GROUP BY window_start, window_end) m ON g.window_start = m.window_start AND g.window_end = m.window_end AND g.n = m.most;
INSERT INTO sink2 SELECT window_start, MAX(n) FROM per_key GROUP BY window_start, window_end;
END;

INPUT clicks
{"op":"+I","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"x","v":2,"ts":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":"y","v":3,"ts":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"k":"x","v":4,"ts":"2020-01-01 00:00:28"}}
{"op":"+I","data":{"k":"x","v":4,"ts":"2020-01-01 00:00:19"}}
{"op":"+I","data":{"k":"x","v":6,"ts":"2020-01-01 00:00:09"}}
{"op":"+I","data":{"k":"y","v":7,"ts":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":null,"v":null,"ts":"2020-01-01 00:00:30"}}
{"op":"+I","data":{"k":"y","v":8,"ts":"2020-01-01 00:01:00"}}
{"op":"+I","data":{"k":"y","v":9,"ts":"2020-01-01 00:00:50"}}
{"op":"+I","data":{"k":"x","v":10,"ts":"2020-01-01 00:01:10.001"}}
{"op":"+I","data":{"k":"x","v":11,"ts":"2020-01-01 00:01:30.001"}}
{"op":"+I","data":{"k":"x","v":11,"ts":"2020-01-01 00:01:44.001"}}
{"op":"+I","data":{"k":"x","v":13,"ts":"2020-01-01 00:01:35.001"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"s":"2019-12-31 23:59:55","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:00","k":"x","n":2}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","k":"y","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:15","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:20","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:25","k":null,"n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:25","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:30","k":null,"n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:50","k":"y","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:55","k":"y","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:00","k":"y","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:05","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:10","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:25","k":"x","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:30","k":"x","n":2}}
{"op":"+I","data":{"s":"2020-01-01 00:01:35","k":"x","n":2}}
{"op":"+I","data":{"s":"2020-01-01 00:01:40","k":"x","n":1}}

EXPECT MULTISET sink2
{"op":"+I","data":{"s":"2019-12-31 23:59:55","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:00","most":2}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:15","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:20","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:25","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:30","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:50","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:55","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:00","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:05","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:10","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:25","most":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:30","most":2}}
{"op":"+I","data":{"s":"2020-01-01 00:01:35","most":2}}
{"op":"+I","data":{"s":"2020-01-01 00:01:40","most":1}}
