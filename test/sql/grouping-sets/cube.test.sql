-- flink: same
-- CUBE: every part of the list. An aggregate of a key sees its values, not the NULL of the set.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b INT, hi STRING, n BIGINT, d BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT a, b, MAX(a), COUNT(b), COUNT(DISTINCT a) FROM orders GROUP BY CUBE (a, b);

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"a":"x","b":1,"hi":"x","n":1,"d":1}}
{"op":"+I","data":{"a":"x","b":null,"hi":"x","n":1,"d":1}}
{"op":"+I","data":{"a":null,"b":1,"hi":"x","n":1,"d":1}}
{"op":"+I","data":{"a":null,"b":null,"hi":"x","n":1,"d":1}}
{"op":"+I","data":{"a":"y","b":1,"hi":"y","n":1,"d":1}}
{"op":"+I","data":{"a":"y","b":null,"hi":"y","n":1,"d":1}}
{"op":"-U","data":{"a":null,"b":1,"hi":"x","n":1,"d":1}}
{"op":"+U","data":{"a":null,"b":1,"hi":"y","n":2,"d":2}}
{"op":"-U","data":{"a":null,"b":null,"hi":"x","n":1,"d":1}}
{"op":"+U","data":{"a":null,"b":null,"hi":"y","n":2,"d":2}}
{"op":"+I","data":{"a":null,"b":2,"hi":null,"n":1,"d":0}}
{"op":"+I","data":{"a":null,"b":null,"hi":null,"n":1,"d":0}}
{"op":"+I","data":{"a":null,"b":2,"hi":null,"n":1,"d":0}}
{"op":"-U","data":{"a":null,"b":null,"hi":"y","n":2,"d":2}}
{"op":"+U","data":{"a":null,"b":null,"hi":"y","n":3,"d":2}}
{"op":"+I","data":{"a":"x","b":null,"hi":"x","n":0,"d":1}}
{"op":"+I","data":{"a":null,"b":null,"hi":"x","n":0,"d":1}}
{"op":"+I","data":{"a":"x","b":2,"hi":"x","n":1,"d":1}}
{"op":"-U","data":{"a":"x","b":null,"hi":"x","n":1,"d":1}}
{"op":"+U","data":{"a":"x","b":null,"hi":"x","n":2,"d":1}}
{"op":"-U","data":{"a":null,"b":2,"hi":null,"n":1,"d":0}}
{"op":"+U","data":{"a":null,"b":2,"hi":"x","n":2,"d":1}}
{"op":"-U","data":{"a":null,"b":null,"hi":"y","n":3,"d":2}}
{"op":"+U","data":{"a":null,"b":null,"hi":"y","n":4,"d":2}}
{"op":"-U","data":{"a":"x","b":1,"hi":"x","n":1,"d":1}}
{"op":"+U","data":{"a":"x","b":1,"hi":"x","n":2,"d":1}}
{"op":"-U","data":{"a":"x","b":null,"hi":"x","n":2,"d":1}}
{"op":"+U","data":{"a":"x","b":null,"hi":"x","n":3,"d":1}}
{"op":"-U","data":{"a":null,"b":1,"hi":"y","n":2,"d":2}}
{"op":"+U","data":{"a":null,"b":1,"hi":"y","n":3,"d":2}}
{"op":"-U","data":{"a":null,"b":null,"hi":"y","n":4,"d":2}}
{"op":"+U","data":{"a":null,"b":null,"hi":"y","n":5,"d":2}}
{"op":"+I","data":{"a":null,"b":null,"hi":null,"n":0,"d":0}}
