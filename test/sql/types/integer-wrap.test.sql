-- flink: same
-- Integers wrap around; INT / INT is integer division.
CREATE TABLE t (a INT, b BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (x INT, y BIGINT, z INT, q INT, r BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT a + 1, b + 1, a * 2, a / 2, MOD(b, 7) FROM t;

INPUT t
{"op":"+I","data":{"a":2147483647,"b":9223372036854775807}}
{"op":"+I","data":{"a":-7,"b":-8}}

EXPECT ORDERED sink1
{"op":"+I","data":{"x":-2147483648,"y":-9223372036854775808,"z":-2,"q":1073741823,"r":0}}
{"op":"+I","data":{"x":-6,"y":-7,"z":-14,"q":-3,"r":-1}}
