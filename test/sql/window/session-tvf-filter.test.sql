-- flink: same
-- A filter behind SESSION does not change the sessions, only what is aggregated; it is told once.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, s TIMESTAMP(3), n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (k STRING, s TIMESTAMP(3), n BIGINT, lo INT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT k, window_start, COUNT(*) FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) WHERE v > 2 GROUP BY k, window_start, window_end;
INSERT INTO sink2 SELECT k, window_start, COUNT(*), MIN(v) FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) WHERE window_end > TIMESTAMP '2020-01-01 00:00:20' GROUP BY k, window_start, window_end;
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
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:05","n":1}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:09","n":3}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:50","n":2}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:10.001","n":1}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:30.001","n":3}}

EXPECT MULTISET sink2
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:09","n":3,"lo":4}}
{"op":"+I","data":{"k":null,"s":"2020-01-01 00:00:30","n":1,"lo":null}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:50","n":2,"lo":8}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:10.001","n":1,"lo":10}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:30.001","n":3,"lo":11}}
