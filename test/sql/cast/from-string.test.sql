-- flink: same
-- TRY_CAST from STRING: white space is trimmed, text that is no value gives NULL.
CREATE TABLE t (s STRING) WITH ('connector'='test');
CREATE TABLE sink1 (b BOOLEAN, i INT, l BIGINT, d DOUBLE, m DECIMAL(5,2), dt DATE, ts TIMESTAMP(3)) WITH ('connector'='test');
INSERT INTO sink1 SELECT TRY_CAST(s AS BOOLEAN), TRY_CAST(s AS INT), TRY_CAST(s AS BIGINT), TRY_CAST(s AS DOUBLE), TRY_CAST(s AS DECIMAL(5,2)), TRY_CAST(s AS DATE), TRY_CAST(s AS TIMESTAMP(3)) FROM t;

INPUT t
{"op":"+I","data":{"s":"1"}}
{"op":"+I","data":{"s":" 42 "}}
{"op":"+I","data":{"s":"1.255"}}
{"op":"+I","data":{"s":"true"}}
{"op":"+I","data":{"s":"2020-01-02"}}
{"op":"+I","data":{"s":"2020-01-02 03:04:05.678"}}
{"op":"+I","data":{"s":"abc"}}
{"op":"+I","data":{"s":""}}
{"op":"+I","data":{"s":"99999999999"}}
{"op":"+I","data":{"s":"-1e3"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"b":true,"i":1,"l":1,"d":1.0,"m":1.00,"dt":"0001-01-01","ts":null}}
{"op":"+I","data":{"b":null,"i":42,"l":42,"d":42.0,"m":42.00,"dt":"0042-01-01","ts":null}}
{"op":"+I","data":{"b":null,"i":1,"l":1,"d":1.255,"m":1.26,"dt":null,"ts":null}}
{"op":"+I","data":{"b":true,"i":null,"l":null,"d":null,"m":null,"dt":null,"ts":null}}
{"op":"+I","data":{"b":null,"i":null,"l":null,"d":null,"m":null,"dt":"2020-01-02","ts":"2020-01-02 00:00:00"}}
{"op":"+I","data":{"b":null,"i":null,"l":null,"d":null,"m":null,"dt":"2020-01-02","ts":"2020-01-02 03:04:05.678"}}
{"op":"+I","data":{"b":null,"i":null,"l":null,"d":null,"m":null,"dt":null,"ts":null}}
{"op":"+I","data":{"b":null,"i":null,"l":null,"d":null,"m":null,"dt":null,"ts":null}}
{"op":"+I","data":{"b":null,"i":null,"l":99999999999,"d":9.9999999999E10,"m":null,"dt":null,"ts":null}}
{"op":"+I","data":{"b":null,"i":null,"l":null,"d":-1000.0,"m":null,"dt":null,"ts":null}}
