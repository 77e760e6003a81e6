-- flink: same
-- Windows over TIMESTAMP_LTZ align to the session's zone, the day of a change to summer time included.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE clicks (id STRING, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), n BIGINT) WITH ('connector'='test');
INSERT INTO sink1
SELECT window_start, window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(t), INTERVAL '1' DAY)) GROUP BY window_start, window_end;

INPUT clicks
{"op":"+I","data":{"id":"1","t":"2021-03-27 22:30:00Z"}}
{"op":"+I","data":{"id":"2","t":"2021-03-27 23:30:00Z"}}
{"op":"+I","data":{"id":"3","t":"2021-03-28 21:59:59Z"}}
{"op":"+I","data":{"id":"4","t":"2021-03-28 22:00:00Z"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2021-03-27 00:00:00","we":"2021-03-28 00:00:00","n":1}}
{"op":"+I","data":{"ws":"2021-03-28 00:00:00","we":"2021-03-29 00:00:00","n":2}}
{"op":"+I","data":{"ws":"2021-03-29 00:00:00","we":"2021-03-30 00:00:00","n":1}}
