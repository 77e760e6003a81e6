-- flink: same
-- Sessions merge where they overlap or touch; a row whose own session has ended still counts where it touches an open one, else it is late.
CREATE TABLE clicks (k STRING, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, s TIMESTAMP(3), e TIMESTAMP(3), t TIMESTAMP(3), n BIGINT, total BIGINT, hi BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT k, SESSION_START(ts, INTERVAL '10' SECOND), SESSION_END(ts, INTERVAL '10' SECOND), SESSION_ROWTIME(ts, INTERVAL '10' SECOND),
  COUNT(*), SUM(v), MAX(v) FROM clicks GROUP BY k, SESSION(ts, INTERVAL '10' SECOND);

INPUT clicks
{"op":"+I","data":{"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":"x","v":2,"ts":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":"y","v":3,"ts":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"k":"x","v":4,"ts":"2020-01-01 00:00:28"}}
{"op":"+I","data":{"k":"x","v":5,"ts":"2020-01-01 00:00:19"}}
{"op":"+I","data":{"k":"x","v":6,"ts":"2020-01-01 00:00:09"}}
{"op":"+I","data":{"k":"y","v":7,"ts":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":null,"v":null,"ts":"2020-01-01 00:00:30"}}
{"op":"+I","data":{"k":"y","v":8,"ts":"2020-01-01 00:01:00"}}
{"op":"+I","data":{"k":"y","v":9,"ts":"2020-01-01 00:00:50"}}
{"op":"+I","data":{"k":"x","v":10,"ts":"2020-01-01 00:01:10.001"}}
{"op":"+I","data":{"k":"x","v":11,"ts":"2020-01-01 00:01:30.001"}}
{"op":"+I","data":{"k":"x","v":12,"ts":"2020-01-01 00:01:44.001"}}
{"op":"+I","data":{"k":"x","v":13,"ts":"2020-01-01 00:01:35.001"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:01","e":"2020-01-01 00:00:18","t":"2020-01-01 00:00:17.999","n":2,"total":3,"hi":2}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:05","e":"2020-01-01 00:00:15","t":"2020-01-01 00:00:14.999","n":1,"total":3,"hi":3}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:00:09","e":"2020-01-01 00:00:38","t":"2020-01-01 00:00:37.999","n":3,"total":15,"hi":6}}
{"op":"+I","data":{"k":null,"s":"2020-01-01 00:00:30","e":"2020-01-01 00:00:40","t":"2020-01-01 00:00:39.999","n":1,"total":null,"hi":null}}
{"op":"+I","data":{"k":"y","s":"2020-01-01 00:00:50","e":"2020-01-01 00:01:10","t":"2020-01-01 00:01:09.999","n":2,"total":17,"hi":9}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:10.001","e":"2020-01-01 00:01:20.001","t":"2020-01-01 00:01:20","n":1,"total":10,"hi":10}}
{"op":"+I","data":{"k":"x","s":"2020-01-01 00:01:30.001","e":"2020-01-01 00:01:54.001","t":"2020-01-01 00:01:54","n":3,"total":36,"hi":13}}
