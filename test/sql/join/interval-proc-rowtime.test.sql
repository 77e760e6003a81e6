-- flink: differs interval-clock
-- An interval join over processing time of rows that have an event time, too: that ends, and is a plain timestamp behind the join.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), p AS PROCTIME(), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, p AS PROCTIME()) WITH ('connector' = 'test');
CREATE TABLE pairs (a INT, b INT, t TIMESTAMP(3)) WITH ('connector' = 'test');
INSERT INTO pairs SELECT a.id, b.id, a.t FROM a JOIN b ON a.k = b.k AND a.p BETWEEN b.p - INTERVAL '1' HOUR AND b.p + INTERVAL '1' HOUR;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:01"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1}}
{"op":"+I","data":{"id":12,"k":2}}

INPUT a
{"op":"+I","data":{"id":2,"k":2,"t":"2020-01-01 00:00:00"}}

EXPECT MULTISET pairs
{"op":"+I","data":{"a":1,"b":11,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"a":2,"b":12,"t":"2020-01-01 00:00:00"}}
