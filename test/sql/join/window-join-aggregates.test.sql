-- flink: same
-- Results of windows meet window by window, with a condition of their own; a clock of TIMESTAMP_LTZ counts in the session's zone.
SET 'table.local-time-zone' = 'Asia/Tokyo';
CREATE TABLE a (k STRING, v INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (k STRING, v INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE larger (k STRING, n BIGINT, m BIGINT, window_start TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE VIEW sa AS SELECT k, SUM(CAST(v AS BIGINT)) AS n, window_start, window_end FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(t), INTERVAL '1' HOUR)) GROUP BY k, window_start, window_end;
CREATE VIEW sb AS SELECT k, SUM(CAST(v AS BIGINT)) AS n, window_start, window_end FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(t), INTERVAL '1' HOUR)) GROUP BY k, window_start, window_end;
INSERT INTO larger SELECT x.k, x.n, y.n, x.window_start FROM sa AS x LEFT JOIN sb AS y ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end AND x.n > y.n;

INPUT a
{"op":"+I","data":{"k":"x","v":1,"t":"2020-01-01 00:10:00Z"}}
{"op":"+I","data":{"k":"x","v":2,"t":"2020-01-01 00:20:00Z"}}
{"op":"+I","data":{"k":"y","v":5,"t":"2020-01-01 00:20:00Z"}}
{"op":"+I","data":{"k":"x","v":7,"t":"2020-01-01 01:10:00Z"}}

INPUT b
{"op":"+I","data":{"k":"x","v":2,"t":"2020-01-01 00:00:00Z"}}
{"op":"+I","data":{"k":"y","v":6,"t":"2020-01-01 00:59:59.999Z"}}
{"op":"+I","data":{"k":"x","v":6,"t":"2020-01-01 01:00:00Z"}}

EXPECT larger
{"op":"+I","data":{"k":"x","n":3,"m":2,"window_start":"2020-01-01 09:00:00"}}
{"op":"+I","data":{"k":"y","n":5,"m":null,"window_start":"2020-01-01 09:00:00"}}
{"op":"+I","data":{"k":"x","n":7,"m":6,"window_start":"2020-01-01 10:00:00"}}
