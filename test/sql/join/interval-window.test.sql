-- flink: same
-- Event time goes on through an interval join: a window behind it must wait for the rows that the join holds back.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE paired (window_start TIMESTAMP(3), pairs BIGINT, missing BIGINT) WITH ('connector' = 'test');
CREATE VIEW joined AS
SELECT a.id AS a, b.id AS b, a.t AS t FROM a LEFT JOIN b ON a.k = b.k AND a.t BETWEEN b.t - INTERVAL '10' SECOND AND b.t;
INSERT INTO paired
SELECT window_start, COUNT(b), COUNT(*) - COUNT(b) FROM TABLE(TUMBLE(TABLE joined, DESCRIPTOR(t), INTERVAL '10' SECOND)) GROUP BY window_start, window_end;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":2,"t":"2020-01-01 00:00:02"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1,"t":"2020-01-01 00:00:10"}}

INPUT a
{"op":"+I","data":{"id":3,"k":1,"t":"2020-01-01 00:00:20"}}

INPUT b
{"op":"+I","data":{"id":12,"k":1,"t":"2020-01-01 00:00:21"}}

INPUT a
{"op":"+I","data":{"id":4,"k":1,"t":"2020-01-01 00:00:40"}}

INPUT b
{"op":"+I","data":{"id":13,"k":1,"t":"2020-01-01 00:00:41"}}

EXPECT paired
{"op":"+I","data":{"window_start":"2020-01-01 00:00:00","pairs":1,"missing":1}}
{"op":"+I","data":{"window_start":"2020-01-01 00:00:20","pairs":1,"missing":0}}
{"op":"+I","data":{"window_start":"2020-01-01 00:00:40","pairs":1,"missing":0}}
