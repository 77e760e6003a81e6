-- flink: same
-- Every scalar type through a table, extremes and NULLs.
CREATE TABLE t (b BOOLEAN, i1 TINYINT, i2 SMALLINT, i4 INT, i8 BIGINT, f FLOAT, d DOUBLE, m DECIMAL(38,10), c CHAR(3), v VARCHAR(5), s STRING, dt DATE, tm TIME, ts TIMESTAMP(3), t9 TIMESTAMP(9)) WITH ('connector'='test');
CREATE TABLE sink1 (b BOOLEAN, i1 TINYINT, i2 SMALLINT, i4 INT, i8 BIGINT, f FLOAT, d DOUBLE, m DECIMAL(38,10), c CHAR(3), v VARCHAR(5), s STRING, dt DATE, tm TIME, ts TIMESTAMP(3), t9 TIMESTAMP(9)) WITH ('connector'='test');
INSERT INTO sink1 SELECT * FROM t;

INPUT t
{"op":"+I","data":{"b":true,"i1":127,"i2":32767,"i4":2147483647,"i8":9223372036854775807,"f":1.5,"d":1.0E10,"m":1234567890123456789012345678.0123456789,"c":"abc","v":"hello","s":"grüß dich","dt":"2020-02-29","tm":"12:34:56","ts":"2020-01-01 00:00:00.123","t9":"2020-01-01 00:00:00.123456789"}}
{"op":"+I","data":{"b":false,"i1":-128,"i2":-32768,"i4":-2147483648,"i8":-9223372036854775808,"f":-0.1,"d":0.001,"m":-0.5,"c":"x","v":"","s":"","dt":"1900-01-01","tm":"00:00:00","ts":"1969-12-31 23:59:59.999","t9":"0001-01-01 00:00:00"}}
{"op":"+I","data":{"b":null,"i1":null,"i2":null,"i4":null,"i8":null,"f":null,"d":null,"m":null,"c":null,"v":null,"s":null,"dt":null,"tm":null,"ts":null,"t9":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"b":true,"i1":127,"i2":32767,"i4":2147483647,"i8":9223372036854775807,"f":1.5,"d":1.0E10,"m":1234567890123456789012345678.0123456789,"c":"abc","v":"hello","s":"grüß dich","dt":"2020-02-29","tm":"12:34:56","ts":"2020-01-01 00:00:00.123","t9":"2020-01-01 00:00:00.123456789"}}
{"op":"+I","data":{"b":false,"i1":-128,"i2":-32768,"i4":-2147483648,"i8":-9223372036854775808,"f":-0.1,"d":0.001,"m":-0.5000000000,"c":"x","v":"","s":"","dt":"1900-01-01","tm":"00:00:00","ts":"1969-12-31 23:59:59.999","t9":"0001-01-01 00:00:00"}}
{"op":"+I","data":{"b":null,"i1":null,"i2":null,"i4":null,"i8":null,"f":null,"d":null,"m":null,"c":null,"v":null,"s":null,"dt":null,"tm":null,"ts":null,"t9":null}}
