-- flink: same
-- Seconds since 1970 to text and back, in the session zone.
SET 'table.local-time-zone' = 'Asia/Shanghai';
CREATE TABLE t (n BIGINT, s STRING) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 BIGINT, c3 BIGINT, c4 TIMESTAMP_LTZ(3), c5 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT FROM_UNIXTIME(n), FROM_UNIXTIME(n, 'yyyy/MM/dd HH'), UNIX_TIMESTAMP(s), UNIX_TIMESTAMP(s, 'yyyy-MM-dd HH:mm:ss'), TO_TIMESTAMP_LTZ(n, 0), CONVERT_TZ(s, 'UTC', 'America/Los_Angeles') FROM t;

INPUT t
{"op":"+I","data":{"n":0,"s":"1970-01-01 00:00:00"}}
{"op":"+I","data":{"n":1600000000,"s":"2020-09-13 12:26:40"}}
{"op":"+I","data":{"n":null,"s":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"1970-01-01 08:00:00","c1":"1970/01/01 08","c2":-28800,"c3":-28800,"c4":"1970-01-01 00:00:00Z","c5":"1969-12-31 16:00:00"}}
{"op":"+I","data":{"c0":"2020-09-13 20:26:40","c1":"2020/09/13 20","c2":1599971200,"c3":1599971200,"c4":"2020-09-13 12:26:40Z","c5":"2020-09-13 05:26:40"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null}}
