-- flink: differs full-using
-- USING after USING: the key's column is that of whichever table has the row, also of the last table alone.
CREATE TABLE a (k INT, x INT) WITH ('connector'='test');
CREATE TABLE b (k INT, y INT) WITH ('connector'='test');
CREATE TABLE c (k INT, z INT) WITH ('connector'='test');
CREATE TABLE sink1 (k INT, x INT, y INT, z INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT k, x, y, z FROM a FULL JOIN b USING (k) FULL JOIN c USING (k);

INPUT a
{"op":"+I","data":{"k":1,"x":10}}
{"op":"+I","data":{"k":2,"x":20}}

INPUT b
{"op":"+I","data":{"k":2,"y":200}}
{"op":"+I","data":{"k":3,"y":300}}

INPUT c
{"op":"+I","data":{"k":1,"z":1000}}
{"op":"+I","data":{"k":3,"z":3000}}
{"op":"+I","data":{"k":9,"z":9000}}

EXPECT FINAL sink1
{"op":"+I","data":{"k":1,"x":10,"y":null,"z":1000}}
{"op":"+I","data":{"k":2,"x":20,"y":200,"z":null}}
{"op":"+I","data":{"k":3,"x":null,"y":300,"z":3000}}
{"op":"+I","data":{"k":9,"x":null,"y":null,"z":9000}}
