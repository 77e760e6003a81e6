-- flink: same
-- MOD and % take the sign of the dividend.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 INT, c1 BIGINT, c2 DECIMAL(12,4), c3 INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT MOD(i, 3), l % 7, MOD(m, 3), -i FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1e300,"m":99999999.9999,"i":2147483647,"l":9223372036854775807}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":1,"c1":2,"c2":1.5678,"c3":-7}}
{"op":"+I","data":{"c0":-1,"c1":-3,"c2":-0.5000,"c3":7}}
{"op":"+I","data":{"c0":0,"c1":0,"c2":0.0000,"c3":0}}
{"op":"+I","data":{"c0":1,"c1":0,"c2":0.9999,"c3":-2147483647}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null}}
