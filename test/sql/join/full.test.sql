-- flink: same
-- A full join keeps the rows of both sides; rows with NULL keys meet nobody, not even each other.
CREATE TABLE a (k INT, v STRING) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE paired (ak INT, v STRING, bk INT, w STRING) WITH ('connector' = 'test');
INSERT INTO paired SELECT a.k, v, b.k, w FROM a FULL JOIN b ON a.k = b.k;

INPUT a
{"op":"+I","data":{"k":1,"v":"x"}}
{"op":"+I","data":{"k":null,"v":"y"}}

INPUT b
{"op":"+I","data":{"k":null,"w":"p"}}
{"op":"+I","data":{"k":2,"w":"q"}}
{"op":"+I","data":{"k":1,"w":"r"}}
{"op":"-U","data":{"k":1,"w":"r"}}
{"op":"+U","data":{"k":1,"w":"s"}}
{"op":"-D","data":{"k":null,"w":"p"}}

INPUT a
{"op":"-D","data":{"k":1,"v":"x"}}
{"op":"-D","data":{"k":null,"v":"y"}}

EXPECT ORDERED paired
{"op":"+I","data":{"ak":1,"v":"x","bk":null,"w":null}}
{"op":"+I","data":{"ak":null,"v":"y","bk":null,"w":null}}
{"op":"+I","data":{"ak":null,"v":null,"bk":null,"w":"p"}}
{"op":"+I","data":{"ak":null,"v":null,"bk":2,"w":"q"}}
{"op":"-D","data":{"ak":1,"v":"x","bk":null,"w":null}}
{"op":"+I","data":{"ak":1,"v":"x","bk":1,"w":"r"}}
{"op":"-D","data":{"ak":1,"v":"x","bk":1,"w":"r"}}
{"op":"+I","data":{"ak":1,"v":"x","bk":null,"w":null}}
{"op":"-D","data":{"ak":1,"v":"x","bk":null,"w":null}}
{"op":"+I","data":{"ak":1,"v":"x","bk":1,"w":"s"}}
{"op":"-D","data":{"ak":null,"v":null,"bk":null,"w":"p"}}
{"op":"-D","data":{"ak":1,"v":"x","bk":1,"w":"s"}}
{"op":"+I","data":{"ak":null,"v":null,"bk":1,"w":"s"}}
{"op":"-D","data":{"ak":null,"v":"y","bk":null,"w":null}}
