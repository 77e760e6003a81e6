-- flink: same
-- || gives NULL for NULL, CONCAT_WS leaves NULL out.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 STRING, c3 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT s || '-' || s, CONCAT(s, CAST(n AS STRING)), CONCAT_WS('+', s, 'x', s), '<' || CAST(n AS STRING) || '>' FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"Hello World-Hello World","c1":"Hello World2","c2":"Hello World+x+Hello World","c3":"<2>"}}
{"op":"+I","data":{"c0":"  xx abc xx-  xx abc xx","c1":"  xx abc xx0","c2":"  xx abc xx+x+  xx abc xx","c3":"<0>"}}
{"op":"+I","data":{"c0":"12345-12345","c1":"12345-1","c2":"12345+x+12345","c3":"<-1>"}}
{"op":"+I","data":{"c0":"ÄÖ ß€𝄞z-ÄÖ ß€𝄞z","c1":"ÄÖ ß€𝄞z3","c2":"ÄÖ ß€𝄞z+x+ÄÖ ß€𝄞z","c3":"<3>"}}
{"op":"+I","data":{"c0":"-","c1":"1","c2":"+x+","c3":"<1>"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":"x","c3":null}}
