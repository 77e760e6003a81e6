-- flink: same
-- Strings compare by their UTF-8 bytes.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 BOOLEAN, c1 BOOLEAN, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN) WITH ('connector'='test');
INSERT INTO sink1 SELECT s < 'Hello World!', s > 'Z', s = 'Hello World', s <> '', s <= 'z' FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":true,"c1":false,"c2":true,"c3":true,"c4":true}}
{"op":"+I","data":{"c0":true,"c1":false,"c2":false,"c3":true,"c4":true}}
{"op":"+I","data":{"c0":true,"c1":false,"c2":false,"c3":true,"c4":true}}
{"op":"+I","data":{"c0":false,"c1":true,"c2":false,"c3":true,"c4":false}}
{"op":"+I","data":{"c0":true,"c1":false,"c2":false,"c3":false,"c4":true}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null}}
