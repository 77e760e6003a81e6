-- flink: same
-- SIMILAR TO, NOT LIKE, REGEXP_REPLACE with groups.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 BOOLEAN, c1 BOOLEAN, c2 STRING, c3 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT s SIMILAR TO '[0-9]+', s NOT LIKE '%l%', REGEXP_REPLACE(s, '([a-z]+) ([A-Za-z]+)', '$2-$1'), REGEXP_EXTRACT(s, '([A-Z])[a-z]+ ([A-Z])', 2) FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":false,"c1":false,"c2":"H$2-$1","c3":"W"}}
{"op":"+I","data":{"c0":false,"c1":true,"c2":"  $2-$1 xx","c3":null}}
{"op":"+I","data":{"c0":true,"c1":true,"c2":"12345","c3":null}}
{"op":"+I","data":{"c0":false,"c1":true,"c2":"ÄÖ ß€𝄞z","c3":null}}
{"op":"+I","data":{"c0":false,"c1":true,"c2":"","c3":null}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null}}
