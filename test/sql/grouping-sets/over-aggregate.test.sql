-- flink: same
-- Over the updates of another aggregation.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT, a STRING, g BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT n, a, COUNT(*) FROM (SELECT a, b, COUNT(*) AS n FROM orders GROUP BY a, b) GROUP BY GROUPING SETS (n, a, ());

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT FINAL sink1
{"op":"+I","data":{"n":1,"a":null,"g":1}}
{"op":"+I","data":{"n":null,"a":"x","g":1}}
{"op":"+I","data":{"n":null,"a":null,"g":1}}
{"op":"-U","data":{"n":1,"a":null,"g":1}}
{"op":"+U","data":{"n":1,"a":null,"g":2}}
{"op":"+I","data":{"n":null,"a":"y","g":1}}
{"op":"-U","data":{"n":null,"a":null,"g":1}}
{"op":"+U","data":{"n":null,"a":null,"g":2}}
{"op":"-U","data":{"n":1,"a":null,"g":2}}
{"op":"+U","data":{"n":1,"a":null,"g":3}}
{"op":"+I","data":{"n":null,"a":null,"g":1}}
{"op":"-U","data":{"n":null,"a":null,"g":2}}
{"op":"+U","data":{"n":null,"a":null,"g":3}}
{"op":"-U","data":{"n":1,"a":null,"g":3}}
{"op":"+U","data":{"n":1,"a":null,"g":4}}
{"op":"-U","data":{"n":null,"a":"x","g":1}}
{"op":"+U","data":{"n":null,"a":"x","g":2}}
{"op":"-U","data":{"n":null,"a":null,"g":3}}
{"op":"+U","data":{"n":null,"a":null,"g":4}}
{"op":"-U","data":{"n":1,"a":null,"g":4}}
{"op":"+U","data":{"n":1,"a":null,"g":5}}
{"op":"-U","data":{"n":null,"a":"x","g":2}}
{"op":"+U","data":{"n":null,"a":"x","g":3}}
{"op":"-U","data":{"n":null,"a":null,"g":4}}
{"op":"+U","data":{"n":null,"a":null,"g":5}}
{"op":"-U","data":{"n":1,"a":null,"g":5}}
{"op":"+U","data":{"n":1,"a":null,"g":4}}
{"op":"-U","data":{"n":null,"a":"x","g":3}}
{"op":"+U","data":{"n":null,"a":"x","g":2}}
{"op":"-U","data":{"n":null,"a":null,"g":5}}
{"op":"+U","data":{"n":null,"a":null,"g":4}}
{"op":"+I","data":{"n":2,"a":null,"g":1}}
{"op":"-U","data":{"n":null,"a":"x","g":2}}
{"op":"+U","data":{"n":null,"a":"x","g":3}}
{"op":"-U","data":{"n":null,"a":null,"g":4}}
{"op":"+U","data":{"n":null,"a":null,"g":5}}
{"op":"-U","data":{"n":1,"a":null,"g":4}}
{"op":"+U","data":{"n":1,"a":null,"g":5}}
{"op":"-U","data":{"n":null,"a":null,"g":1}}
{"op":"+U","data":{"n":null,"a":null,"g":2}}
{"op":"-U","data":{"n":null,"a":null,"g":5}}
{"op":"+U","data":{"n":null,"a":null,"g":6}}
