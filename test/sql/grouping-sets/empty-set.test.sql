-- flink: same
-- One set without keys is one group of all rows; two of them are two.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT, total INT) WITH ('connector'='test');
CREATE TABLE sink2 (n BIGINT, total INT) WITH ('connector'='test');
CREATE TABLE sink3 (n BIGINT, g BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT COUNT(*), SUM(v) FROM orders GROUP BY ();
INSERT INTO sink2 SELECT COUNT(*), SUM(v) FROM orders GROUP BY GROUPING SETS (());
INSERT INTO sink3 SELECT COUNT(*), GROUP_ID() FROM orders GROUP BY GROUPING SETS ((), ());
END;

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"n":1,"total":10}}
{"op":"-U","data":{"n":1,"total":10}}
{"op":"+U","data":{"n":2,"total":30}}
{"op":"-U","data":{"n":2,"total":30}}
{"op":"+U","data":{"n":3,"total":60}}
{"op":"-U","data":{"n":3,"total":60}}
{"op":"+U","data":{"n":4,"total":60}}
{"op":"-U","data":{"n":4,"total":60}}
{"op":"+U","data":{"n":5,"total":100}}
{"op":"-U","data":{"n":5,"total":100}}
{"op":"+U","data":{"n":6,"total":110}}
{"op":"-U","data":{"n":6,"total":110}}
{"op":"+U","data":{"n":7,"total":115}}

EXPECT MULTISET sink2
{"op":"+I","data":{"n":1,"total":10}}
{"op":"-U","data":{"n":1,"total":10}}
{"op":"+U","data":{"n":2,"total":30}}
{"op":"-U","data":{"n":2,"total":30}}
{"op":"+U","data":{"n":3,"total":60}}
{"op":"-U","data":{"n":3,"total":60}}
{"op":"+U","data":{"n":4,"total":60}}
{"op":"-U","data":{"n":4,"total":60}}
{"op":"+U","data":{"n":5,"total":100}}
{"op":"-U","data":{"n":5,"total":100}}
{"op":"+U","data":{"n":6,"total":110}}
{"op":"-U","data":{"n":6,"total":110}}
{"op":"+U","data":{"n":7,"total":115}}

EXPECT MULTISET sink3
{"op":"+I","data":{"n":1,"g":0}}
{"op":"-U","data":{"n":1,"g":0}}
{"op":"+U","data":{"n":2,"g":0}}
{"op":"-U","data":{"n":2,"g":0}}
{"op":"+U","data":{"n":3,"g":0}}
{"op":"-U","data":{"n":3,"g":0}}
{"op":"+U","data":{"n":4,"g":0}}
{"op":"-U","data":{"n":4,"g":0}}
{"op":"+U","data":{"n":5,"g":0}}
{"op":"-U","data":{"n":5,"g":0}}
{"op":"+U","data":{"n":6,"g":0}}
{"op":"-U","data":{"n":6,"g":0}}
{"op":"+U","data":{"n":7,"g":0}}
{"op":"+I","data":{"n":1,"g":1}}
{"op":"-U","data":{"n":1,"g":1}}
{"op":"+U","data":{"n":2,"g":1}}
{"op":"-U","data":{"n":2,"g":1}}
{"op":"+U","data":{"n":3,"g":1}}
{"op":"-U","data":{"n":3,"g":1}}
{"op":"+U","data":{"n":4,"g":1}}
{"op":"-U","data":{"n":4,"g":1}}
{"op":"+U","data":{"n":5,"g":1}}
{"op":"-U","data":{"n":5,"g":1}}
{"op":"+U","data":{"n":6,"g":1}}
{"op":"-U","data":{"n":6,"g":1}}
{"op":"+U","data":{"n":7,"g":1}}
