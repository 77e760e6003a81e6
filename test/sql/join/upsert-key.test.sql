-- flink: same
-- Both sides have the join key as upsert key: one row each, and no -U where the result's primary key is that key.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE paired (k INT, n BIGINT, s BIGINT) WITH ('connector' = 'test');
INSERT INTO paired
SELECT x.k, n, s FROM (SELECT k, COUNT(*) AS n FROM a GROUP BY k) AS x JOIN (SELECT k, SUM(CAST(w AS BIGINT)) AS s FROM b GROUP BY k) AS y ON x.k = y.k;

INPUT a
{"op":"+I","data":{"k":1,"v":1}}
{"op":"+I","data":{"k":1,"v":2}}

INPUT b
{"op":"+I","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":2,"w":6}}
{"op":"+I","data":{"k":1,"w":7}}

INPUT a
{"op":"+I","data":{"k":2,"v":3}}
{"op":"-D","data":{"k":1,"v":1}}
{"op":"-D","data":{"k":1,"v":2}}

EXPECT ORDERED paired
{"op":"+I","data":{"k":1,"n":2,"s":5}}
{"op":"-U","data":{"k":1,"n":2,"s":5}}
{"op":"+U","data":{"k":1,"n":2,"s":12}}
{"op":"+I","data":{"k":2,"n":1,"s":6}}
{"op":"-U","data":{"k":1,"n":2,"s":12}}
{"op":"+U","data":{"k":1,"n":1,"s":12}}
{"op":"-D","data":{"k":1,"n":1,"s":12}}
