-- flink: same
-- Every form of TRIM.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT TRIM(BOTH FROM s), TRIM(LEADING FROM s), TRIM(TRAILING FROM s), TRIM(BOTH 'x' FROM s), LTRIM(s), RTRIM(s), BTRIM(s, ' x') FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"Hello World","c1":"Hello World","c2":"Hello World","c3":"Hello World","c4":"Hello World","c5":"Hello World","c6":"Hello World"}}
{"op":"+I","data":{"c0":"xx abc xx","c1":"xx abc xx","c2":"  xx abc xx","c3":"  xx abc ","c4":"xx abc xx","c5":"  xx abc xx","c6":"abc"}}
{"op":"+I","data":{"c0":"12345","c1":"12345","c2":"12345","c3":"12345","c4":"12345","c5":"12345","c6":"12345"}}
{"op":"+I","data":{"c0":"ÄÖ ß€𝄞z","c1":"ÄÖ ß€𝄞z","c2":"ÄÖ ß€𝄞z","c3":"ÄÖ ß€𝄞z","c4":"ÄÖ ß€𝄞z","c5":"ÄÖ ß€𝄞z","c6":"ÄÖ ß€𝄞z"}}
{"op":"+I","data":{"c0":"","c1":"","c2":"","c3":"","c4":"","c5":"","c6":""}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null}}
