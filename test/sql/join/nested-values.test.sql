-- flink: same
-- State holds copies of strings, rows and arrays, which are joined much later than they came.
CREATE TABLE a (id INT, k STRING, r ROW<x INT, y STRING>, l ARRAY<STRING>) WITH ('connector' = 'test');
CREATE TABLE b (k STRING, long_text STRING) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, k STRING, x INT, y STRING, l ARRAY<STRING>, long_text STRING) WITH ('connector' = 'test');
INSERT INTO paired SELECT id, a.k, a.r.x, a.r.y, l, long_text FROM a JOIN b ON a.k = b.k;

INPUT a
{"op":"+I","data":{"id":1,"k":"a key that is longer than twelve bytes","r":{"x":1,"y":"one text that does not fit in line"},"l":["p","another text that does not fit in line"]}}
{"op":"+I","data":{"id":2,"k":"k","r":{"x":null,"y":""},"l":[]}}
{"op":"+I","data":{"id":3,"k":"k","r":null,"l":null}}

INPUT b
{"op":"+I","data":{"k":"a key that is longer than twelve bytes","long_text":"a text of the other table"}}
{"op":"-U","data":{"k":"a key that is longer than twelve bytes","long_text":"a text of the other table"}}
{"op":"+U","data":{"k":"a key that is longer than twelve bytes","long_text":"another text of the other table, longer"}}
{"op":"+I","data":{"k":"k","long_text":null}}

EXPECT FINAL paired
{"op":"+I","data":{"id":1,"k":"a key that is longer than twelve bytes","x":1,"y":"one text that does not fit in line","l":["p","another text that does not fit in line"],"long_text":"another text of the other table, longer"}}
{"op":"+I","data":{"id":2,"k":"k","x":null,"y":"","l":[],"long_text":null}}
{"op":"+I","data":{"id":3,"k":"k","x":null,"y":null,"l":null,"long_text":null}}
