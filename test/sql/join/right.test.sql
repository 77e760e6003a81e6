-- flink: same
-- A right join is a left join with the sides changed; the result keeps their order.
CREATE TABLE a (k INT, v STRING) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE paired (ak INT, v STRING, bk INT, w STRING) WITH ('connector' = 'test');
INSERT INTO paired SELECT * FROM a RIGHT OUTER JOIN b ON a.k = b.k AND v <> w;

INPUT b
{"op":"+I","data":{"k":1,"w":"p"}}
{"op":"+I","data":{"k":null,"w":"n"}}

INPUT a
{"op":"+I","data":{"k":1,"v":"p"}}
{"op":"+I","data":{"k":1,"v":"q"}}
{"op":"+I","data":{"k":2,"v":"q"}}

INPUT b
{"op":"+I","data":{"k":2,"w":"z"}}

EXPECT ORDERED paired
{"op":"+I","data":{"ak":null,"v":null,"bk":1,"w":"p"}}
{"op":"+I","data":{"ak":null,"v":null,"bk":null,"w":"n"}}
{"op":"-D","data":{"ak":null,"v":null,"bk":1,"w":"p"}}
{"op":"+I","data":{"ak":1,"v":"q","bk":1,"w":"p"}}
{"op":"+I","data":{"ak":2,"v":"q","bk":2,"w":"z"}}
