-- flink: same
-- Rounding and friends over DOUBLE and DECIMAL.
CREATE TABLE t (d DOUBLE, m DECIMAL(10,3), i INT) WITH ('connector'='test');
CREATE TABLE sink1 (a DOUBLE, b DECIMAL(10,3), c DOUBLE, e DECIMAL(10,0), f DOUBLE, g DECIMAL(9,1), h INT, p DOUBLE, s DOUBLE) WITH ('connector'='test');
INSERT INTO sink1 SELECT ABS(d), ABS(m), FLOOR(d), CEIL(m), ROUND(d, 1), ROUND(m, 1), SIGN(i), POWER(2, i), SQRT(ABS(d)) FROM t;

INPUT t
{"op":"+I","data":{"d":2.25,"m":1.255,"i":3}}
{"op":"+I","data":{"d":-2.5,"m":-1.5,"i":-1}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0}}
{"op":"+I","data":{"d":null,"m":null,"i":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"a":2.25,"b":1.255,"c":2.0,"e":2,"f":2.3,"g":1.3,"h":1,"p":8.0,"s":1.5}}
{"op":"+I","data":{"a":2.5,"b":1.500,"c":-3.0,"e":-1,"f":-2.5,"g":-1.5,"h":-1,"p":0.5,"s":1.5811388300841898}}
{"op":"+I","data":{"a":0.0,"b":0.000,"c":0.0,"e":0,"f":0.0,"g":0.0,"h":0,"p":1.0,"s":0.0}}
{"op":"+I","data":{"a":null,"b":null,"c":null,"e":null,"f":null,"g":null,"h":null,"p":null,"s":null}}
