-- flink: same
-- IN keeps a row while the subquery has its value; NULL is in no list. Rows of the subquery come and go.
CREATE TABLE a (id INT, k INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, k INT) WITH ('connector' = 'test');
INSERT INTO paired SELECT id, k FROM a WHERE id > 0 AND k IN (SELECT k FROM b WHERE w <> 'no');

INPUT a
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":2,"k":null}}
{"op":"+I","data":{"id":0,"k":1}}

INPUT b
{"op":"+I","data":{"k":null,"w":"n"}}
{"op":"+I","data":{"k":1,"w":"p"}}
{"op":"+I","data":{"k":1,"w":"q"}}
{"op":"+I","data":{"k":2,"w":"no"}}

INPUT a
{"op":"+I","data":{"id":3,"k":1}}
{"op":"+I","data":{"id":4,"k":2}}

INPUT b
{"op":"-D","data":{"k":1,"w":"p"}}
{"op":"-D","data":{"k":1,"w":"q"}}

INPUT a
{"op":"-D","data":{"id":1,"k":1}}

INPUT b
{"op":"+I","data":{"k":1,"w":"r"}}

EXPECT ORDERED paired
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":3,"k":1}}
{"op":"-D","data":{"id":1,"k":1}}
{"op":"-D","data":{"id":3,"k":1}}
{"op":"+I","data":{"id":3,"k":1}}
