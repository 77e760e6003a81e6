-- flink: same
-- ORDER BY and LIMIT in a LATERAL query hold for each row on its left: the best rows per key.
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE best (k INT, w INT) WITH ('connector' = 'test');
INSERT INTO best SELECT k, w FROM (SELECT DISTINCT k FROM b) AS t, LATERAL (SELECT w FROM b AS s WHERE s.k = t.k ORDER BY w DESC LIMIT 2) AS l;

INPUT b
{"op":"+I","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":2,"w":25}}
{"op":"+I","data":{"k":1,"w":15}}
{"op":"+I","data":{"k":1,"w":10}}
{"op":"+I","data":{"k":2,"w":null}}
{"op":"-D","data":{"k":1,"w":15}}

EXPECT FINAL best
{"op":"+I","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":1,"w":10}}
{"op":"+I","data":{"k":2,"w":25}}
{"op":"+I","data":{"k":2,"w":null}}
