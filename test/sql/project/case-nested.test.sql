-- flink: same
-- CASE inside CASE, with NULL results, over updates of types.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT CASE WHEN n > 0 THEN CASE WHEN n > 2 THEN 'big' ELSE 'small' END WHEN n IS NULL THEN NULL ELSE 'neg' END, CASE n WHEN 0 THEN 10 WHEN 1 THEN 20 ELSE n END FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"small","c1":2}}
{"op":"+I","data":{"c0":"neg","c1":10}}
{"op":"+I","data":{"c0":"neg","c1":-1}}
{"op":"+I","data":{"c0":"big","c1":3}}
{"op":"+I","data":{"c0":"small","c1":20}}
{"op":"+I","data":{"c0":null,"c1":null}}
