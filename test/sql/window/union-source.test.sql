-- flink: same
-- A window over a union of one table with itself: the watermark is the smaller one of both.
CREATE TABLE orders (id INT, k STRING, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, ws TIMESTAMP(3), n BIGINT) WITH ('connector'='test');
CREATE VIEW merged AS SELECT k, ts FROM orders WHERE v < 4 UNION ALL SELECT k || '2', ts FROM orders WHERE v >= 4;
INSERT INTO sink1 SELECT k, window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE merged, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY k, window_start, window_end;

INPUT orders
{"op":"+I","data":{"id":1,"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":"y","v":2,"ts":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"id":3,"k":"x","v":3,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"k":"x","v":4,"ts":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":5,"k":"x","v":5,"ts":"2020-01-01 00:00:09.999"}}
{"op":"+I","data":{"id":6,"k":"y","v":6,"ts":"2020-01-01 00:00:12.001"}}
{"op":"+I","data":{"id":7,"k":"x","v":7,"ts":"2020-01-01 00:00:09.999"}}
{"op":"+I","data":{"id":8,"k":"y","v":null,"ts":"2020-01-01 00:00:25"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"k":"x","ws":"2020-01-01 00:00:00","n":2}}
{"op":"+I","data":{"k":"y2","ws":"2020-01-01 00:00:00","n":1}}
{"op":"+I","data":{"k":"x2","ws":"2020-01-01 00:00:00","n":3}}
{"op":"+I","data":{"k":"y","ws":"2020-01-01 00:00:00","n":1}}
