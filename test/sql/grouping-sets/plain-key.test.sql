-- flink: same
-- A plain key beside sets is in all of them and stays what it is.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b INT, v INT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT a, b, v, COUNT(*) FROM orders GROUP BY a, GROUPING SETS (b, v);

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"a":"x","b":1,"v":null,"n":1}}
{"op":"+I","data":{"a":"x","b":null,"v":10,"n":1}}
{"op":"+I","data":{"a":"y","b":1,"v":null,"n":1}}
{"op":"+I","data":{"a":"y","b":null,"v":20,"n":1}}
{"op":"+I","data":{"a":null,"b":2,"v":null,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"v":30,"n":1}}
{"op":"+I","data":{"a":"x","b":null,"v":null,"n":1}}
{"op":"+I","data":{"a":"x","b":null,"v":null,"n":1}}
{"op":"+I","data":{"a":"x","b":2,"v":null,"n":1}}
{"op":"+I","data":{"a":"x","b":null,"v":40,"n":1}}
{"op":"-U","data":{"a":"x","b":1,"v":null,"n":1}}
{"op":"+U","data":{"a":"x","b":1,"v":null,"n":2}}
{"op":"-U","data":{"a":"x","b":null,"v":10,"n":1}}
{"op":"+U","data":{"a":"x","b":null,"v":10,"n":2}}
{"op":"+I","data":{"a":null,"b":null,"v":null,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"v":5,"n":1}}
