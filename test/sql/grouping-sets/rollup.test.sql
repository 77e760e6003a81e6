-- flink: same
-- ROLLUP: the list and its first columns; a NULL of the row and one of the set are groups of their own.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b INT, total INT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT a, b, SUM(v), COUNT(*) FROM orders GROUP BY ROLLUP (a, b);

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"a":"x","b":1,"total":10,"n":1}}
{"op":"+I","data":{"a":"x","b":null,"total":10,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"total":10,"n":1}}
{"op":"+I","data":{"a":"y","b":1,"total":20,"n":1}}
{"op":"+I","data":{"a":"y","b":null,"total":20,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"total":10,"n":1}}
{"op":"+U","data":{"a":null,"b":null,"total":30,"n":2}}
{"op":"+I","data":{"a":null,"b":2,"total":30,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"total":30,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"total":30,"n":2}}
{"op":"+U","data":{"a":null,"b":null,"total":60,"n":3}}
{"op":"+I","data":{"a":"x","b":null,"total":null,"n":1}}
{"op":"-U","data":{"a":"x","b":null,"total":10,"n":1}}
{"op":"+U","data":{"a":"x","b":null,"total":10,"n":2}}
{"op":"-U","data":{"a":null,"b":null,"total":60,"n":3}}
{"op":"+U","data":{"a":null,"b":null,"total":60,"n":4}}
{"op":"+I","data":{"a":"x","b":2,"total":40,"n":1}}
{"op":"-U","data":{"a":"x","b":null,"total":10,"n":2}}
{"op":"+U","data":{"a":"x","b":null,"total":50,"n":3}}
{"op":"-U","data":{"a":null,"b":null,"total":60,"n":4}}
{"op":"+U","data":{"a":null,"b":null,"total":100,"n":5}}
{"op":"-U","data":{"a":"x","b":1,"total":10,"n":1}}
{"op":"+U","data":{"a":"x","b":1,"total":20,"n":2}}
{"op":"-U","data":{"a":"x","b":null,"total":50,"n":3}}
{"op":"+U","data":{"a":"x","b":null,"total":60,"n":4}}
{"op":"-U","data":{"a":null,"b":null,"total":100,"n":5}}
{"op":"+U","data":{"a":null,"b":null,"total":110,"n":6}}
{"op":"+I","data":{"a":null,"b":null,"total":5,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"total":30,"n":1}}
{"op":"+U","data":{"a":null,"b":null,"total":35,"n":2}}
{"op":"-U","data":{"a":null,"b":null,"total":110,"n":6}}
{"op":"+U","data":{"a":null,"b":null,"total":115,"n":7}}
