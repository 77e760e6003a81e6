-- flink: same
-- A left join fills a row without a match with NULLs, takes that back at the first match and sends it again when the last match goes.
CREATE TABLE a (id INT, k INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, k INT, bk INT, w STRING) WITH ('connector' = 'test');
INSERT INTO paired SELECT id, a.k, b.k, w FROM a LEFT JOIN b ON a.k = b.k;

INPUT a
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":2,"k":null}}
{"op":"+I","data":{"id":3,"k":1}}

INPUT b
{"op":"+I","data":{"k":null,"w":"n"}}
{"op":"+I","data":{"k":1,"w":"p"}}
{"op":"+I","data":{"k":1,"w":"q"}}
{"op":"-D","data":{"k":1,"w":"p"}}
{"op":"-D","data":{"k":1,"w":"q"}}

INPUT a
{"op":"-D","data":{"id":1,"k":1}}
{"op":"-D","data":{"id":2,"k":null}}

INPUT b
{"op":"+I","data":{"k":1,"w":"r"}}

INPUT a
{"op":"-D","data":{"id":3,"k":1}}

EXPECT ORDERED paired
{"op":"+I","data":{"id":1,"k":1,"bk":null,"w":null}}
{"op":"+I","data":{"id":2,"k":null,"bk":null,"w":null}}
{"op":"+I","data":{"id":3,"k":1,"bk":null,"w":null}}
{"op":"-D","data":{"id":1,"k":1,"bk":null,"w":null}}
{"op":"+I","data":{"id":1,"k":1,"bk":1,"w":"p"}}
{"op":"-D","data":{"id":3,"k":1,"bk":null,"w":null}}
{"op":"+I","data":{"id":3,"k":1,"bk":1,"w":"p"}}
{"op":"+I","data":{"id":1,"k":1,"bk":1,"w":"q"}}
{"op":"+I","data":{"id":3,"k":1,"bk":1,"w":"q"}}
{"op":"-D","data":{"id":1,"k":1,"bk":1,"w":"p"}}
{"op":"-D","data":{"id":3,"k":1,"bk":1,"w":"p"}}
{"op":"-D","data":{"id":1,"k":1,"bk":1,"w":"q"}}
{"op":"+I","data":{"id":1,"k":1,"bk":null,"w":null}}
{"op":"-D","data":{"id":3,"k":1,"bk":1,"w":"q"}}
{"op":"+I","data":{"id":3,"k":1,"bk":null,"w":null}}
{"op":"-D","data":{"id":1,"k":1,"bk":null,"w":null}}
{"op":"-D","data":{"id":2,"k":null,"bk":null,"w":null}}
{"op":"-D","data":{"id":3,"k":1,"bk":null,"w":null}}
{"op":"+I","data":{"id":3,"k":1,"bk":1,"w":"r"}}
{"op":"-D","data":{"id":3,"k":1,"bk":1,"w":"r"}}
