-- flink: same
-- One column of the left side is compared with two of the right one, of which only one may be NULL: both keys have one form on both sides.
CREATE TABLE a (id INT NOT NULL, v INT) WITH ('connector' = 'test');
CREATE TABLE b (x INT NOT NULL, y INT) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, v INT, x INT, y INT) WITH ('connector' = 'test');
INSERT INTO paired SELECT id, v, x, y FROM a FULL JOIN b ON a.id = b.x AND a.id = b.y;

INPUT a
{"op":"+I","data":{"id":1,"v":5}}
{"op":"+I","data":{"id":2,"v":6}}

INPUT b
{"op":"+I","data":{"x":1,"y":1}}
{"op":"+I","data":{"x":2,"y":null}}
{"op":"+I","data":{"x":2,"y":1}}

EXPECT FINAL paired
{"op":"+I","data":{"id":1,"v":5,"x":1,"y":1}}
{"op":"+I","data":{"id":2,"v":6,"x":null,"y":null}}
{"op":"+I","data":{"id":null,"v":null,"x":2,"y":null}}
{"op":"+I","data":{"id":null,"v":null,"x":2,"y":1}}
