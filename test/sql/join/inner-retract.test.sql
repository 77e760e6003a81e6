-- flink: same
-- Without upsert keys an inner join keeps rows with their number, and sends changes on in the kind in which they came.
CREATE TABLE a (k INT, v STRING) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE paired (k INT, v STRING, w STRING) WITH ('connector' = 'test');
INSERT INTO paired SELECT a.k, v, w FROM a JOIN b ON a.k = b.k;

INPUT a
{"op":"+I","data":{"k":1,"v":"x"}}
{"op":"+I","data":{"k":1,"v":"x"}}

INPUT b
{"op":"+I","data":{"k":1,"w":"p"}}
{"op":"-U","data":{"k":1,"w":"p"}}
{"op":"+U","data":{"k":1,"w":"q"}}

INPUT a
{"op":"-D","data":{"k":1,"v":"x"}}
{"op":"-U","data":{"k":1,"v":"x"}}
{"op":"+U","data":{"k":2,"v":"y"}}

INPUT b
{"op":"+I","data":{"k":2,"w":"r"}}
{"op":"-D","data":{"k":2,"w":"r"}}

EXPECT ORDERED paired
{"op":"+I","data":{"k":1,"v":"x","w":"p"}}
{"op":"+I","data":{"k":1,"v":"x","w":"p"}}
{"op":"-U","data":{"k":1,"v":"x","w":"p"}}
{"op":"-U","data":{"k":1,"v":"x","w":"p"}}
{"op":"+U","data":{"k":1,"v":"x","w":"q"}}
{"op":"+U","data":{"k":1,"v":"x","w":"q"}}
{"op":"-D","data":{"k":1,"v":"x","w":"q"}}
{"op":"-U","data":{"k":1,"v":"x","w":"q"}}
{"op":"+I","data":{"k":2,"v":"y","w":"r"}}
{"op":"-D","data":{"k":2,"v":"y","w":"r"}}
