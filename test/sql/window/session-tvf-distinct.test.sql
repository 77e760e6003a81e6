-- flink: same
-- DISTINCT in sessions that merge.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, s TIMESTAMP(3), d BIGINT, total INT, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (s TIMESTAMP(3), d BIGINT, big BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT k, window_start, COUNT(DISTINCT v), SUM(DISTINCT v), COUNT(*) FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY k, window_start, window_end;
INSERT INTO sink2 SELECT SESSION_START(ts, INTERVAL '10' SECOND), COUNT(DISTINCT k), COUNT(DISTINCT v) FILTER (WHERE v > 4) FROM clicks GROUP BY SESSION(ts, INTERVAL '10' SECOND);
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
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:05","d":1,"total":3,"n":1}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:01","d":2,"total":3,"n":2}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:09","d":2,"total":10,"n":3}}
{"op":"+I","data":{"k":null,"s":"2020-01-01 00:00:30","d":0,"total":null,"n":1}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:50","d":2,"total":17,"n":2}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:10.001","d":1,"total":10,"n":1}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:30.001","d":2,"total":24,"n":3}}

EXPECT MULTISET sink2
{"op":"+I","data":{"s":"2020-01-01 00:00:01","d":2,"big":0}}
{"op":"+I","data":{"s":"2020-01-01 00:00:08","d":2,"big":2}}
{"op":"+I","data":{"s":"2020-01-01 00:00:50","d":1,"big":2}}
{"op":"+I","data":{"s":"2020-01-01 00:01:10.001","d":1,"big":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:30.001","d":1,"big":2}}
