-- flink: same
-- Rows taken back within a window leave its groups in every set.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), a STRING, b INT, n BIGINT, lo INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, a, b, COUNT(*), MIN(v) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, CUBE (a, b);

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"-U","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+U","data":{"id":1,"a":"x","b":2,"v":30,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"-D","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":4,"a":"x","b":2,"v":7,"ts":"2020-01-01 00:00:04"}}
{"op":"-U","data":{"id":1,"a":"x","b":2,"v":30,"ts":"2020-01-01 00:00:01"}}
{"op":"+U","data":{"id":1,"a":"x","b":2,"v":5,"ts":"2020-01-01 00:00:01"}}
{"op":"-D","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":null,"b":2,"n":2,"lo":5}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":"x","b":2,"n":2,"lo":5}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":null,"b":null,"n":2,"lo":5}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":"x","b":null,"n":2,"lo":5}}
