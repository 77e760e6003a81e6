-- flink: same
-- HEX and BIN of integers.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT HEX(i), BIN(i), HEX(l) FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1e300,"m":99999999.9999,"i":2147483647,"l":9223372036854775807}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"7","c1":"111","c2":"64"}}
{"op":"+I","data":{"c0":"FFFFFFFFFFFFFFF9","c1":"1111111111111111111111111111111111111111111111111111111111111001","c2":"FFFFFFFFFFFFFFFD"}}
{"op":"+I","data":{"c0":"0","c1":"0","c2":"0"}}
{"op":"+I","data":{"c0":"7FFFFFFF","c1":"1111111111111111111111111111111","c2":"7FFFFFFFFFFFFFFF"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null}}
