-- flink: same
-- Rows taken back behind a filter on the window's bounds.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, s TIMESTAMP(3), n BIGINT, lo INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT k, window_start, COUNT(*), MIN(v) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE window_end > TIMESTAMP '2020-01-01 00:00:00' GROUP BY k, window_start, window_end;

INPUT clicks
{"op":"+I","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"x","v":5,"ts":"2020-01-01 00:00:03"}}
{"op":"-U","data":{"k":"x","v":5,"ts":"2020-01-01 00:00:03"}}
{"op":"+U","data":{"k":"x","v":7,"ts":"2020-01-01 00:00:04"}}
{"op":"+I","data":{"k":"x","v":7,"ts":"2020-01-01 00:00:05"}}
{"op":"-D","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"y","v":5,"ts":"2020-01-01 00:00:03"}}
{"op":"-D","data":{"k":"y","v":5,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"k":"x","v":9,"ts":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"k":"x","v":2,"ts":"2020-01-01 00:00:13"}}
{"op":"-D","data":{"k":"x","v":9,"ts":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"k":"x","v":5,"ts":"2020-01-01 00:01:03"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:00","n":2,"lo":7}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:10","n":1,"lo":2}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:00","n":1,"lo":5}}
