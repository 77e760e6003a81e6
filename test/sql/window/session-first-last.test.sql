-- flink: differs session-first
-- FIRST_VALUE and LAST_VALUE in sessions that merge go by the order in which rows came.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '15' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, f INT, l INT, s TIMESTAMP(3)) WITH ('connector'='test');
INSERT INTO sink1 SELECT k, FIRST_VALUE(v), LAST_VALUE(v), window_start FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY k, window_start, window_end;

INPUT clicks
{"op":"+I","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:16"}}
{"op":"+I","data":{"k":"x","v":2,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"k":"x","v":null,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"x","v":3,"ts":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"k":"x","v":4,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"k":"y","v":null,"ts":"2020-01-01 00:00:03"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"k":"x","f":1,"l":4,"s":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"y","f":null,"l":null,"s":"2020-01-01 00:00:03"}}
