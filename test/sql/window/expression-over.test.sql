-- flink: same
-- Expressions over keys, aggregates and window properties.
CREATE TABLE orders (id INT, k STRING, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k STRING, t STRING, x BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT UPPER(k), DATE_FORMAT(window_end, 'HH:mm:ss'), SUM(v) * 10 + COUNT(*) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end;

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
{"op":"+I","data":{"k":"X","t":"00:00:10","x":42}}
{"op":"+I","data":{"k":"Y","t":"00:00:10","x":21}}
{"op":"+I","data":{"k":"X","t":"00:00:20","x":41}}
{"op":"+I","data":{"k":"Y","t":"00:00:20","x":61}}
{"op":"+I","data":{"k":"Y","t":"00:00:30","x":null}}
