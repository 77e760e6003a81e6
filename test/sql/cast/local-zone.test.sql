-- flink: same
-- TIMESTAMP and TIMESTAMP_LTZ convert by the session zone, the gap of a change to summer time included.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE t (a TIMESTAMP(3), b TIMESTAMP_LTZ(3)) WITH ('connector'='test');
CREATE TABLE sink1 (c0 TIMESTAMP_LTZ(3), c1 TIMESTAMP(3), c2 STRING, c3 BOOLEAN) WITH ('connector'='test');
INSERT INTO sink1 SELECT CAST(a AS TIMESTAMP_LTZ(3)), CAST(b AS TIMESTAMP(3)), CAST(b AS STRING), b > CAST('2021-03-28 02:30:00' AS TIMESTAMP(3)) FROM t;

INPUT t
{"op":"+I","data":{"a":"2021-03-28 02:30:00","b":"2021-03-28 01:30:00Z"}}
{"op":"+I","data":{"a":"2021-10-31 02:30:00","b":"2021-10-31 01:30:00Z"}}
{"op":"+I","data":{"a":"1970-01-01 00:00:00","b":"1970-01-01 00:00:00Z"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"2021-03-28 01:30:00Z","c1":"2021-03-28 03:30:00","c2":"2021-03-28 03:30:00.000","c3":true}}
{"op":"+I","data":{"c0":"2021-10-31 00:30:00Z","c1":"2021-10-31 02:30:00","c2":"2021-10-31 02:30:00.000","c3":true}}
{"op":"+I","data":{"c0":"1969-12-31 23:00:00Z","c1":"1970-01-01 01:00:00","c2":"1970-01-01 01:00:00.000","c3":false}}
