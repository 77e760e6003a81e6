-- flink: same
-- Implicit casts: a number compared with text, CASE branches and COALESCE of mixed types.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 BOOLEAN, c1 DOUBLE, c2 DECIMAL(14,4), c3 BIGINT, c4 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT i < 8.5, CASE WHEN i > 0 THEN d ELSE i END, COALESCE(m, i), CASE WHEN i IS NULL THEN l ELSE i END, CASE WHEN i > 0 THEN 'positive' WHEN i < 0 THEN 'minus' END FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1e300,"m":99999999.9999,"i":2147483647,"l":9223372036854775807}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":true,"c1":2.5,"c2":1234.5678,"c3":7,"c4":"positive"}}
{"op":"+I","data":{"c0":true,"c1":-7.0,"c2":-0.5000,"c3":-7,"c4":"minus"}}
{"op":"+I","data":{"c0":true,"c1":0.0,"c2":0.0000,"c3":0,"c4":null}}
{"op":"+I","data":{"c0":false,"c1":1.0E300,"c2":99999999.9999,"c3":2147483647,"c4":"positive"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null}}
