-- flink: same
-- Characters and their tests.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 INT, c1 STRING, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 STRING, c6 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT ASCII(s), CHR(n + 65), IS_ALPHA(s), IS_DIGIT(s), IS_DECIMAL(s), TRANSLATE(s, 'lo', '01'), ELT(n, 'one', 'two', s) FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":72,"c1":"C","c2":false,"c3":false,"c4":false,"c5":"He001 W1r0d","c6":"two"}}
{"op":"+I","data":{"c0":32,"c1":"A","c2":false,"c3":false,"c4":false,"c5":"  xx abc xx","c6":null}}
{"op":"+I","data":{"c0":49,"c1":"@","c2":false,"c3":true,"c4":true,"c5":"12345","c6":null}}
{"op":"+I","data":{"c0":-61,"c1":"D","c2":false,"c3":false,"c4":false,"c5":"ÄÖ ß€𝄞z","c6":"ÄÖ ß€𝄞z"}}
{"op":"+I","data":{"c0":0,"c1":"B","c2":false,"c3":false,"c4":false,"c5":"","c6":"one"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":false,"c3":false,"c4":false,"c5":null,"c6":null}}
