-- flink: same
-- A key may be a constant, or become one: where a set leaves it out it is NULL, and GROUPING says so.
CREATE TABLE orders (a STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (x STRING, a STRING, g BIGINT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT COALESCE('all', a), a, GROUPING(COALESCE('all', a)), COUNT(*) FROM orders GROUP BY GROUPING SETS ((COALESCE('all', a)), (a));

INPUT orders
{"op":"+I","data":{"a":"x","v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"a":"y","v":20,"ts":"2020-01-01 00:00:02"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"x":"all","a":null,"g":0,"n":1}}
{"op":"+I","data":{"x":null,"a":"x","g":1,"n":1}}
{"op":"-U","data":{"x":"all","a":null,"g":0,"n":1}}
{"op":"+U","data":{"x":"all","a":null,"g":0,"n":2}}
{"op":"+I","data":{"x":null,"a":"y","g":1,"n":1}}
