-- flink: same
-- Rows of equal sessions meet.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, a INT, b INT, s TIMESTAMP(3)) WITH ('connector'='test');
INSERT INTO sink1 SELECT l.k, l.v, r.v, l.window_start FROM (SELECT * FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) l JOIN (SELECT * FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) r ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end AND l.v < r.v;

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
{"op":"+I","data":{"k":"x","a":1,"b":2,"s":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"x","a":4,"b":6,"s":"2020-01-01 00:00:09"}}
{"op":"+I","data":{"k":"x","a":4,"b":6,"s":"2020-01-01 00:00:09"}}
{"op":"+I","data":{"k":"y","a":8,"b":9,"s":"2020-01-01 00:00:50"}}
{"op":"+I","data":{"k":"x","a":11,"b":13,"s":"2020-01-01 00:01:30.001"}}
{"op":"+I","data":{"k":"x","a":11,"b":13,"s":"2020-01-01 00:01:30.001"}}
