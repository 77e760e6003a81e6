-- flink: same
-- A filter on the window's bounds between window and aggregation: groups are told once, when the window closes; rows behind it are late.
CREATE TABLE clicks (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, s TIMESTAMP(3), n BIGINT, d BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (s TIMESTAMP(3), e TIMESTAMP(3), total INT) WITH ('connector'='test');
CREATE TABLE sink3 (k STRING, s TIMESTAMP(3)) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT k, window_start, COUNT(*), COUNT(DISTINCT v) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE window_end > TIMESTAMP '2020-01-01 00:00:20' GROUP BY k, window_start, window_end;
INSERT INTO sink2 SELECT window_start, window_end, SUM(v) FROM TABLE(HOP(TABLE clicks, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) WHERE EXTRACT(SECOND FROM window_start) <> 5 GROUP BY window_start, window_end;
INSERT INTO sink3 SELECT DISTINCT k, window_start FROM (SELECT k, window_start, window_end FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '10' SECOND)) WHERE window_start <> TIMESTAMP '2020-01-01 00:00:00' GROUP BY k, window_start, window_end);
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
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:20","n":1,"d":1}}
{"op":"+I","data":{"k":null,"s":"2020-01-01 00:00:30","n":1,"d":0}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:50","n":1,"d":1}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:01:00","n":1,"d":1}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:10","n":1,"d":1}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:30","n":2,"d":2}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:40","n":1,"d":1}}

EXPECT MULTISET sink2
{"op":"+I","data":{"s":"2019-12-31 23:59:55","e":"2020-01-01 00:00:05","total":1}}
{"op":"+I","data":{"s":"2020-01-01 00:00:00","e":"2020-01-01 00:00:10","total":6}}
{"op":"+I","data":{"s":"2020-01-01 00:00:15","e":"2020-01-01 00:00:25","total":4}}
{"op":"+I","data":{"s":"2020-01-01 00:00:20","e":"2020-01-01 00:00:30","total":4}}
{"op":"+I","data":{"s":"2020-01-01 00:00:25","e":"2020-01-01 00:00:35","total":4}}
{"op":"+I","data":{"s":"2020-01-01 00:00:30","e":"2020-01-01 00:00:40","total":null}}
{"op":"+I","data":{"s":"2020-01-01 00:00:50","e":"2020-01-01 00:01:00","total":9}}
{"op":"+I","data":{"s":"2020-01-01 00:00:55","e":"2020-01-01 00:01:05","total":8}}
{"op":"+I","data":{"s":"2020-01-01 00:01:00","e":"2020-01-01 00:01:10","total":8}}
{"op":"+I","data":{"s":"2020-01-01 00:01:10","e":"2020-01-01 00:01:20","total":10}}
{"op":"+I","data":{"s":"2020-01-01 00:01:25","e":"2020-01-01 00:01:35","total":11}}
{"op":"+I","data":{"s":"2020-01-01 00:01:30","e":"2020-01-01 00:01:40","total":24}}
{"op":"+I","data":{"s":"2020-01-01 00:01:35","e":"2020-01-01 00:01:45","total":24}}
{"op":"+I","data":{"s":"2020-01-01 00:01:40","e":"2020-01-01 00:01:50","total":11}}

EXPECT MULTISET sink3
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"k":null,"s":"2020-01-01 00:00:30"}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:50"}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:01:00"}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:10"}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:30"}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:40"}}
