-- flink: same
-- FLOOR and CEIL keep the type; SIGN and ABS.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 DOUBLE, c1 DOUBLE, c2 DECIMAL(12,0), c3 DECIMAL(12,0), c4 INT, c5 DECIMAL(12,4), c6 INT, c7 BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT FLOOR(d), CEIL(d), FLOOR(m), CEIL(m), FLOOR(i), SIGN(m), SIGN(i), ABS(l) FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1e300,"m":99999999.9999,"i":2147483647,"l":9223372036854775807}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":2.0,"c1":3.0,"c2":1234,"c3":1235,"c4":7,"c5":1.0000,"c6":1,"c7":100}}
{"op":"+I","data":{"c0":-3.0,"c1":-2.0,"c2":-1,"c3":0,"c4":-7,"c5":-1.0000,"c6":-1,"c7":3}}
{"op":"+I","data":{"c0":0.0,"c1":0.0,"c2":0,"c3":0,"c4":0,"c5":0.0000,"c6":0,"c7":0}}
{"op":"+I","data":{"c0":1.0E300,"c1":1.0E300,"c2":99999999,"c3":100000000,"c4":2147483647,"c5":1.0000,"c6":1,"c7":9223372036854775807}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null}}
