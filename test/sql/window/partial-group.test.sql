-- flink: same
-- Grouping by window_start alone is no window aggregate: results update.
CREATE TABLE orders (id INT, k STRING, v BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, COUNT(*) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start;

INPUT orders
{"op":"+I","data":{"id":1,"k":"x","v":1,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":"y","v":2,"ts":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"id":3,"k":"x","v":3,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"k":"x","v":4,"ts":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":5,"k":"x","v":5,"ts":"2020-01-01 00:00:09.999"}}
{"op":"+I","data":{"id":6,"k":"y","v":6,"ts":"2020-01-01 00:00:12.001"}}
{"op":"+I","data":{"id":7,"k":"x","v":7,"ts":"2020-01-01 00:00:09.999"}}
{"op":"+I","data":{"id":8,"k":"y","v":null,"ts":"2020-01-01 00:00:25"}}

EXPECT FINAL sink1
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","n":1}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","n":1}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","n":2}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","n":2}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","n":3}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","n":1}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","n":3}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","n":4}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:10","n":1}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:10","n":2}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","n":4}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","n":5}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:20","n":1}}
