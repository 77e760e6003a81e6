-- flink: same
-- MIN, MAX and DISTINCT of rows that are taken back, in sessions that merge; one without rows gives none.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, s TIMESTAMP(3), e TIMESTAMP(3), n BIGINT, d BIGINT, lo INT, hi INT) WITH ('connector'='test');
CREATE TABLE sink2 (k STRING, lo INT, hi INT, e TIMESTAMP(3)) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT k, window_start, window_end, COUNT(*), COUNT(DISTINCT v), MIN(v), MAX(v) FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY k, window_start, window_end;
INSERT INTO sink2 SELECT k, MIN(v), MAX(v), SESSION_END(ts, INTERVAL '10' SECOND) FROM clicks GROUP BY k, SESSION(ts, INTERVAL '10' SECOND);
END;

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
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:01","e":"2020-01-01 00:00:15","n":2,"d":1,"lo":7,"hi":7}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:13","e":"2020-01-01 00:00:30","n":1,"d":1,"lo":2,"hi":2}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:03","e":"2020-01-01 00:01:13","n":1,"d":1,"lo":5,"hi":5}}

EXPECT MULTISET sink2
{"op":"+I","data":{"k":"x","lo":7,"hi":7,"e":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"k":"x","lo":2,"hi":2,"e":"2020-01-01 00:00:30"}}
{"op":"+I","data":{"k":"x","lo":5,"hi":5,"e":"2020-01-01 00:01:13"}}
