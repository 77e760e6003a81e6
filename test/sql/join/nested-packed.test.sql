-- flink: same
-- Collections and rows that a join keeps go on as they are: over an exchange to the next join, and into a sink's records.
CREATE TABLE t (i INT, l ARRAY<INT>, m MAP<STRING, INT>, r ROW<a INT, b STRING>) WITH ('connector'='test');
CREATE TABLE u (j INT, s STRING) WITH ('connector'='test');
CREATE TABLE sink1 (i INT, l ARRAY<INT>, m MAP<STRING, INT>, r ROW<a INT, b STRING>, k INT) WITH ('connector'='test');
CREATE TABLE sink2 (i INT, l ARRAY<INT>, m MAP<STRING, INT>, r ROW<a INT, b STRING>) WITH ('connector'='test');
INSERT INTO sink1 SELECT x.i, x.l, x.m, x.r, v.j FROM (SELECT i, l, m, r, u.s FROM t JOIN u ON i = j) x JOIN u v ON x.s = v.s;
INSERT INTO sink2 SELECT i, l, m, r FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.j > t.i);

INPUT t
{"op":"+I","data":{"i":1,"l":[1,null],"m":{"a":1},"r":{"a":null,"b":"x"}}}
{"op":"+I","data":{"i":2,"l":[],"m":{},"r":{"a":2,"b":null}}}
{"op":"+I","data":{"i":3,"l":null,"m":null,"r":null}}

INPUT u
{"op":"+I","data":{"j":1,"s":"x"}}
{"op":"+I","data":{"j":2,"s":"y"}}
{"op":"+I","data":{"j":3,"s":"a text of more than twelve bytes"}}

EXPECT FINAL sink1
{"op":"+I","data":{"i":1,"l":[1,null],"m":{"a":1},"r":{"a":null,"b":"x"},"k":1}}
{"op":"+I","data":{"i":2,"l":[],"m":{},"r":{"a":2,"b":null},"k":2}}
{"op":"+I","data":{"i":3,"l":null,"m":null,"r":null,"k":3}}

EXPECT FINAL sink2
{"op":"+I","data":{"i":1,"l":[1,null],"m":{"a":1},"r":{"a":null,"b":"x"}}}
{"op":"+I","data":{"i":2,"l":[],"m":{},"r":{"a":2,"b":null}}}
