-- flink: same
-- The best row of a session.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, v INT, s TIMESTAMP(3), rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT k, v, window_start, rn FROM (SELECT k, v, window_start, window_end, ROW_NUMBER() OVER (PARTITION BY k, window_start, window_end ORDER BY v DESC) AS rn FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE rn <= 1;

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
{"op":"+I","data":{"k":"y","v":3,"s":"2020-01-01 00:00:05","rn":1}}
{"op":"+I","data":{"k":"x","v":2,"s":"2020-01-01 00:00:01","rn":1}}
{"op":"+I","data":{"k":"x","v":6,"s":"2020-01-01 00:00:09","rn":1}}
{"op":"+I","data":{"k":null,"v":null,"s":"2020-01-01 00:00:30","rn":1}}
{"op":"+I","data":{"k":"y","v":9,"s":"2020-01-01 00:00:50","rn":1}}
{"op":"+I","data":{"k":"x","v":10,"s":"2020-01-01 00:01:10.001","rn":1}}
{"op":"+I","data":{"k":"x","v":13,"s":"2020-01-01 00:01:30.001","rn":1}}
