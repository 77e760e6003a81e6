-- flink: same
-- Rounding: half up away from zero, negative digits, result types.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 DOUBLE, c1 DECIMAL(12,4), c2 DECIMAL(12,4), c3 INT, c4 BIGINT, c5 DECIMAL(12,4), c6 DOUBLE) WITH ('connector'='test');
INSERT INTO sink1 SELECT ROUND(d, 0), ROUND(m, 2), ROUND(m, -2), ROUND(i, -1), ROUND(l, -1), TRUNCATE(m, 1), TRUNCATE(d, 0) FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1234.5678,"m":99999999.9999,"i":2147483644,"l":9223372036854775804}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":3.0,"c1":1234.5700,"c2":1200.0000,"c3":10,"c4":100,"c5":1234.5000,"c6":2.0}}
{"op":"+I","data":{"c0":-3.0,"c1":-0.5000,"c2":0.0000,"c3":-10,"c4":0,"c5":-0.5000,"c6":-2.0}}
{"op":"+I","data":{"c0":0.0,"c1":0.0000,"c2":0.0000,"c3":0,"c4":0,"c5":0.0000,"c6":0.0}}
{"op":"+I","data":{"c0":1235.0,"c1":null,"c2":null,"c3":2147483640,"c4":9223372036854775800,"c5":99999999.9000,"c6":1234.0}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null}}
