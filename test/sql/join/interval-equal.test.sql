-- flink: same
-- Equal event times bound the join as an interval of 0 ms does: rows are forgotten, and event time goes on to a window.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE paired (window_start TIMESTAMP(3), pairs BIGINT, missing BIGINT) WITH ('connector' = 'test');
CREATE VIEW joined AS SELECT a.id AS a, b.id AS b, a.t AS t FROM a LEFT JOIN b ON a.k = b.k AND a.t = b.t;
INSERT INTO paired
SELECT window_start, COUNT(b), COUNT(*) - COUNT(b) FROM TABLE(TUMBLE(TABLE joined, DESCRIPTOR(t), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":1,"t":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"k":2,"t":"2020-01-01 00:00:12"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":12,"k":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":13,"k":1,"t":"2020-01-01 00:00:02.001"}}
{"op":"+I","data":{"id":14,"k":2,"t":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":15,"k":2,"t":"2020-01-01 00:00:30"}}

EXPECT paired
{"op":"+I","data":{"window_start":"2020-01-01 00:00:00","pairs":2,"missing":1}}
{"op":"+I","data":{"window_start":"2020-01-01 00:00:10","pairs":1,"missing":0}}
