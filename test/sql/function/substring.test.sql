-- flink: same
-- Substrings: positions from 1, 0 and negative ones, code points beyond the BMP.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT SUBSTRING(s, n), SUBSTRING(s FROM 2 FOR 3), SUBSTR(s, -3), SUBSTR(s, -3, 2), `LEFT`(s, n), `RIGHT`(s, n), SUBSTRING(s, 0, 2), SUBSTRING(s, 50) FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"ello World","c1":"ell","c2":"rld","c3":"rl","c4":"He","c5":"ld","c6":"He","c7":""}}
{"op":"+I","data":{"c0":"  xx abc xx","c1":" xx","c2":" xx","c3":" x","c4":"","c5":"","c6":"  ","c7":""}}
{"op":"+I","data":{"c0":"5","c1":"234","c2":"345","c3":"34","c4":"","c5":"","c6":"12","c7":""}}
{"op":"+I","data":{"c0":" ß€𝄞z","c1":"Ö ß","c2":"€𝄞z","c3":"€𝄞","c4":"ÄÖ ","c5":"€𝄞z","c6":"ÄÖ","c7":""}}
{"op":"+I","data":{"c0":"","c1":"","c2":"","c3":"","c4":"","c5":"","c6":"","c7":""}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null}}
