-- flink: same
-- Results of windows whose end occurs twice come when it does for the second time, and still meet: at 3:00 clocks go back to 2:00 in Berlin that day.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE a (v INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (v INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE joined (n BIGINT, m BIGINT, window_end TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE VIEW sa AS SELECT COUNT(*) AS n, window_start, window_end FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(t), INTERVAL '30' MINUTE)) GROUP BY window_start, window_end;
CREATE VIEW sb AS SELECT COUNT(*) AS n, window_start, window_end FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(t), INTERVAL '30' MINUTE)) GROUP BY window_start, window_end;
INSERT INTO joined SELECT x.n, y.n, x.window_end FROM sa AS x JOIN sb AS y ON x.window_start = y.window_start AND x.window_end = y.window_end;

INPUT a
{"op":"+I","data":{"v":1,"t":"2021-10-31 00:10:00Z"}}
{"op":"+I","data":{"v":2,"t":"2021-10-31 00:45:00Z"}}
{"op":"+I","data":{"v":3,"t":"2021-10-31 01:10:00Z"}}
{"op":"+I","data":{"v":4,"t":"2021-10-31 02:00:00Z"}}

INPUT b
{"op":"+I","data":{"v":5,"t":"2021-10-31 00:20:00Z"}}
{"op":"+I","data":{"v":6,"t":"2021-10-31 00:50:00Z"}}
{"op":"+I","data":{"v":7,"t":"2021-10-31 02:00:00Z"}}

EXPECT joined
{"op":"+I","data":{"n":2,"m":1,"window_end":"2021-10-31 02:30:00"}}
{"op":"+I","data":{"n":1,"m":1,"window_end":"2021-10-31 03:00:00"}}
{"op":"+I","data":{"n":1,"m":1,"window_end":"2021-10-31 03:30:00"}}
