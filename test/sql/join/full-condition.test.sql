-- flink: same
-- A full join with a condition beside its key, duplicate rows on both sides, and updates that change what matches: each row counts its own matches.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE paired (ak INT, v INT, bk INT, w INT) WITH ('connector' = 'test');
INSERT INTO paired SELECT a.k, v, b.k, w FROM a FULL JOIN b ON a.k = b.k AND v < w;

INPUT a
{"op":"+I","data":{"k":1,"v":5}}
{"op":"+I","data":{"k":1,"v":5}}
{"op":"+I","data":{"k":1,"v":7}}

INPUT b
{"op":"+I","data":{"k":1,"w":6}}
{"op":"+I","data":{"k":1,"w":8}}
{"op":"-U","data":{"k":1,"w":6}}
{"op":"+U","data":{"k":1,"w":4}}

INPUT a
{"op":"-D","data":{"k":1,"v":5}}
{"op":"-U","data":{"k":1,"v":7}}
{"op":"+U","data":{"k":1,"v":3}}

INPUT b
{"op":"-D","data":{"k":1,"w":8}}

EXPECT paired
{"op":"+I","data":{"ak":1,"v":5,"bk":null,"w":null}}
{"op":"+I","data":{"ak":1,"v":5,"bk":null,"w":null}}
{"op":"+I","data":{"ak":1,"v":7,"bk":null,"w":null}}
{"op":"-D","data":{"ak":1,"v":5,"bk":null,"w":null}}
{"op":"-D","data":{"ak":1,"v":5,"bk":null,"w":null}}
{"op":"+I","data":{"ak":1,"v":5,"bk":1,"w":6}}
{"op":"+I","data":{"ak":1,"v":5,"bk":1,"w":6}}
{"op":"-D","data":{"ak":1,"v":7,"bk":null,"w":null}}
{"op":"+I","data":{"ak":1,"v":5,"bk":1,"w":8}}
{"op":"+I","data":{"ak":1,"v":5,"bk":1,"w":8}}
{"op":"+I","data":{"ak":1,"v":7,"bk":1,"w":8}}
{"op":"-D","data":{"ak":1,"v":5,"bk":1,"w":6}}
{"op":"-D","data":{"ak":1,"v":5,"bk":1,"w":6}}
{"op":"+I","data":{"ak":null,"v":null,"bk":1,"w":4}}
{"op":"-D","data":{"ak":1,"v":5,"bk":1,"w":8}}
{"op":"-D","data":{"ak":1,"v":7,"bk":1,"w":8}}
{"op":"-D","data":{"ak":null,"v":null,"bk":1,"w":4}}
{"op":"+I","data":{"ak":1,"v":3,"bk":1,"w":4}}
{"op":"+I","data":{"ak":1,"v":3,"bk":1,"w":8}}
{"op":"-D","data":{"ak":1,"v":5,"bk":1,"w":8}}
{"op":"+I","data":{"ak":1,"v":5,"bk":null,"w":null}}
{"op":"-D","data":{"ak":1,"v":3,"bk":1,"w":8}}
