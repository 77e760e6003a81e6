-- flink: same
-- Searching in strings.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 INT, c1 INT, c2 INT, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN) WITH ('connector'='test');
INSERT INTO sink1 SELECT LOCATE('o', s), LOCATE('o', s, 6), INSTR(s, 'l'), STARTSWITH(s, 'He'), ENDSWITH(s, 'z'), s LIKE '%o%', s LIKE '_e%' FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":5,"c1":8,"c2":3,"c3":true,"c4":false,"c5":true,"c6":true}}
{"op":"+I","data":{"c0":0,"c1":0,"c2":0,"c3":false,"c4":false,"c5":false,"c6":false}}
{"op":"+I","data":{"c0":0,"c1":0,"c2":0,"c3":false,"c4":false,"c5":false,"c6":false}}
{"op":"+I","data":{"c0":0,"c1":0,"c2":0,"c3":false,"c4":true,"c5":false,"c6":false}}
{"op":"+I","data":{"c0":0,"c1":0,"c2":0,"c3":false,"c4":false,"c5":false,"c6":false}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null}}
