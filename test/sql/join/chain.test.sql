-- flink: same
-- Three tables in a row, an inner join and a left one; WHERE goes to where it belongs.
CREATE TABLE a (id INT, k INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, v STRING) WITH ('connector' = 'test');
CREATE TABLE c (k INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, v STRING, w STRING) WITH ('connector' = 'test');
INSERT INTO paired SELECT id, v, w FROM a, b LEFT JOIN c ON c.k = b.k WHERE a.k = b.k AND a.id < 10;

INPUT a
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":2,"k":2}}
{"op":"+I","data":{"id":11,"k":1}}

INPUT b
{"op":"+I","data":{"k":1,"v":"x"}}
{"op":"+I","data":{"k":2,"v":"y"}}

INPUT c
{"op":"+I","data":{"k":1,"w":"p"}}

EXPECT FINAL paired
{"op":"+I","data":{"id":1,"v":"x","w":"p"}}
{"op":"+I","data":{"id":2,"v":"y","w":null}}
