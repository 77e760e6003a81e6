-- flink: same
-- A window's results meet although its last millisecond is one that clocks skip: at 2:00 they go to 3:00 in Berlin that day.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE a (v INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (v INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE joined (n BIGINT, m BIGINT, window_end TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE VIEW sa AS SELECT COUNT(*) AS n, window_start, window_end FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(t), INTERVAL '3' HOUR)) GROUP BY window_start, window_end;
CREATE VIEW sb AS SELECT COUNT(*) AS n, window_start, window_end FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(t), INTERVAL '3' HOUR)) GROUP BY window_start, window_end;
INSERT INTO joined SELECT x.n, y.n, x.window_end FROM sa AS x JOIN sb AS y ON x.window_start = y.window_start AND x.window_end = y.window_end;

INPUT a
{"op":"+I","data":{"v":1,"t":"2021-03-28 00:10:00Z"}}
{"op":"+I","data":{"v":2,"t":"2021-03-28 00:59:59.999Z"}}
{"op":"+I","data":{"v":3,"t":"2021-03-28 01:00:00Z"}}
{"op":"+I","data":{"v":4,"t":"2021-03-28 05:00:00Z"}}

INPUT b
{"op":"+I","data":{"v":5,"t":"2021-03-28 00:59:59.999Z"}}
{"op":"+I","data":{"v":6,"t":"2021-03-28 01:30:00Z"}}
{"op":"+I","data":{"v":7,"t":"2021-03-28 05:00:00Z"}}

EXPECT joined
{"op":"+I","data":{"n":2,"m":1,"window_end":"2021-03-28 03:00:00"}}
{"op":"+I","data":{"n":1,"m":1,"window_end":"2021-03-28 06:00:00"}}
{"op":"+I","data":{"n":1,"m":1,"window_end":"2021-03-28 09:00:00"}}
