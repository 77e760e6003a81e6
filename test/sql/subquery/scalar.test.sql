-- flink: same
-- The value of a global aggregate in WHERE: rows come and go as it changes.
CREATE TABLE a (id INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (w INT) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, v INT) WITH ('connector' = 'test');
INSERT INTO paired SELECT id, v FROM a WHERE v > (SELECT MAX(w) FROM b);

INPUT a
{"op":"+I","data":{"id":1,"v":10}}

INPUT b
{"op":"+I","data":{"w":5}}

INPUT a
{"op":"+I","data":{"id":2,"v":7}}

INPUT b
{"op":"+I","data":{"w":8}}

EXPECT FINAL paired
{"op":"+I","data":{"id":1,"v":10}}
