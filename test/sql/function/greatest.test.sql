-- flink: same
-- GREATEST and LEAST answer NULL if an argument is NULL; mixed numbers meet in a common type.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 INT, c1 BIGINT, c2 DOUBLE) WITH ('connector'='test');
INSERT INTO sink1 SELECT GREATEST(i, 3), LEAST(i, l), GREATEST(d, i) FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1e300,"m":99999999.9999,"i":2147483647,"l":9223372036854775807}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":7,"c1":7,"c2":7.0}}
{"op":"+I","data":{"c0":3,"c1":-7,"c2":-2.5}}
{"op":"+I","data":{"c0":3,"c1":0,"c2":0.0}}
{"op":"+I","data":{"c0":2147483647,"c1":2147483647,"c2":1.0E300}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null}}
