-- flink: same
-- Rows taken back leave their session; one without rows gives none. No keys: sessions of the whole stream.
CREATE TABLE clicks (id INT, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (s TIMESTAMP(3), n BIGINT, total BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT SESSION_START(ts, INTERVAL '10' SECOND), COUNT(*), SUM(v) FROM clicks GROUP BY SESSION(ts, INTERVAL '10' SECOND);

INPUT clicks
{"op":"+I","data":{"id":1,"v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"v":2,"ts":"2020-01-01 00:00:05"}}
{"op":"-D","data":{"id":1,"v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":3,"v":3,"ts":"2020-01-01 00:01:00"}}
{"op":"-D","data":{"id":3,"v":3,"ts":"2020-01-01 00:01:00"}}
{"op":"+I","data":{"id":4,"v":4,"ts":"2020-01-01 00:02:00"}}
{"op":"-U","data":{"id":4,"v":4,"ts":"2020-01-01 00:02:00"}}
{"op":"+U","data":{"id":4,"v":5,"ts":"2020-01-01 00:02:03"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"s":"2020-01-01 00:00:01","n":1,"total":2}}
{"op":"+I","data":{"s":"2020-01-01 00:02:00","n":1,"total":5}}
