-- flink: same
-- AND, OR, NOT and the IS tests over UNKNOWN.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 BOOLEAN, c1 BOOLEAN, c2 BOOLEAN, c3 BOOLEAN, c4 BOOLEAN, c5 BOOLEAN, c6 BOOLEAN, c7 BOOLEAN, c8 BOOLEAN) WITH ('connector'='test');
INSERT INTO sink1 SELECT i > 0 AND l > 0, i > 0 OR l IS NULL, NOT (i > 0), (i > 0) IS TRUE, (i > 0) IS NOT TRUE, (i > 0) IS FALSE, (i > 0) IS UNKNOWN, (i > 0) IS NOT UNKNOWN, (i > 0) IS NOT FALSE FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1e300,"m":99999999.9999,"i":2147483647,"l":9223372036854775807}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":true,"c1":true,"c2":false,"c3":true,"c4":false,"c5":false,"c6":false,"c7":true,"c8":true}}
{"op":"+I","data":{"c0":false,"c1":false,"c2":true,"c3":false,"c4":true,"c5":true,"c6":false,"c7":true,"c8":false}}
{"op":"+I","data":{"c0":false,"c1":false,"c2":true,"c3":false,"c4":true,"c5":true,"c6":false,"c7":true,"c8":false}}
{"op":"+I","data":{"c0":true,"c1":true,"c2":false,"c3":true,"c4":false,"c5":false,"c6":false,"c7":true,"c8":true}}
{"op":"+I","data":{"c0":null,"c1":true,"c2":null,"c3":false,"c4":true,"c5":false,"c6":true,"c7":false,"c8":true}}
