-- flink: same
-- The event time of a session goes on.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE VIEW per_session AS SELECT k, window_time AS rt, COUNT(*) AS n FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY k, window_start, window_end, window_time;
CREATE TABLE sink1 (s TIMESTAMP(3), n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, SUM(n) FROM TABLE(TUMBLE(TABLE per_session, DESCRIPTOR(rt), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;

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
{"op":"+I","data":{"s":"2020-01-01 00:00:00","n":7}}
{"op":"+I","data":{"s":"2020-01-01 00:01:00","n":6}}
