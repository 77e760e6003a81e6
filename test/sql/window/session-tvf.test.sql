-- flink: same
-- SESSION in FROM, aggregated by its bounds and its keys: sessions merge, late rows are those of GROUP BY SESSION.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, s TIMESTAMP(3), e TIMESTAMP(3), n BIGINT, total INT, hi INT) WITH ('connector'='test');
CREATE TABLE sink2 (s TIMESTAMP(3), e TIMESTAMP(3), n BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (k STRING, v INT, s TIMESTAMP(3), n BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT k, window_start, window_end, COUNT(*), SUM(v), MAX(v) FROM SESSION(TABLE clicks PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY k, window_start, window_end;
INSERT INTO sink2 SELECT window_start, window_end, COUNT(*) FROM TABLE(SESSION(DATA => TABLE clicks, TIMECOL => DESCRIPTOR(ts), GAP => INTERVAL '10' SECOND)) GROUP BY window_start, window_end;
INSERT INTO sink3 SELECT k, v, window_start, COUNT(*) FROM SESSION(TABLE clicks PARTITION BY (k, v), DESCRIPTOR(ts), INTERVAL '10' SECOND) GROUP BY v, k, window_start, window_end;
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
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:05","e":"2020-01-01 00:00:15","n":1,"total":3,"hi":3}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:01","e":"2020-01-01 00:00:18","n":2,"total":3,"hi":2}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:09","e":"2020-01-01 00:00:38","n":3,"total":14,"hi":6}}
{"op":"+I","data":{"k":null,"s":"2020-01-01 00:00:30","e":"2020-01-01 00:00:40","n":1,"total":null,"hi":null}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:50","e":"2020-01-01 00:01:10","n":2,"total":17,"hi":9}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:10.001","e":"2020-01-01 00:01:20.001","n":1,"total":10,"hi":10}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:30.001","e":"2020-01-01 00:01:54.001","n":3,"total":35,"hi":13}}

EXPECT MULTISET sink2
{"op":"+I","data":{"s":"2020-01-01 00:00:01","e":"2020-01-01 00:00:18","n":3}}
{"op":"+I","data":{"s":"2020-01-01 00:00:08","e":"2020-01-01 00:00:40","n":5}}
{"op":"+I","data":{"s":"2020-01-01 00:00:50","e":"2020-01-01 00:01:10","n":2}}
{"op":"+I","data":{"s":"2020-01-01 00:01:10.001","e":"2020-01-01 00:01:20.001","n":1}}
{"op":"+I","data":{"s":"2020-01-01 00:01:30.001","e":"2020-01-01 00:01:54.001","n":3}}

EXPECT MULTISET sink3
{"op":"+I","data":{"k":"x","v":1,"s":"2020-01-01 00:00:01","n":1}}
{"op":"+I","data":{"k":"y","v":3,"s":"2020-01-01 00:00:05","n":1}}
{"op":"+I","data":{"k":"x","v":2,"s":"2020-01-01 00:00:08","n":1}}
{"op":"+I","data":{"k":"x","v":4,"s":"2020-01-01 00:00:19","n":2}}
{"op":"+I","data":{"k":null,"v":null,"s":"2020-01-01 00:00:30","n":1}}
{"op":"+I","data":{"k":"y","v":9,"s":"2020-01-01 00:00:50","n":1}}
{"op":"+I","data":{"k":"y","v":8,"s":"2020-01-01 00:01:00","n":1}}
{"op":"+I","data":{"k":"x","v":10,"s":"2020-01-01 00:01:10.001","n":1}}
{"op":"+I","data":{"k":"x","v":11,"s":"2020-01-01 00:01:30.001","n":1}}
{"op":"+I","data":{"k":"x","v":13,"s":"2020-01-01 00:01:35.001","n":1}}
{"op":"+I","data":{"k":"x","v":11,"s":"2020-01-01 00:01:44.001","n":1}}
