-- flink: same
-- Rows taken back leave the groups of every set; a group without rows goes.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b INT, n BIGINT, total INT) WITH ('connector'='test');
CREATE TABLE sink2 (b INT, d BIGINT, lo INT, hi STRING) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT a, b, COUNT(*), SUM(v) FROM orders GROUP BY CUBE (a, b);
INSERT INTO sink2 SELECT b, COUNT(DISTINCT v), MIN(v), MAX(a) FROM orders GROUP BY ROLLUP (b);
END;

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
{"op":"+I","data":{"a":"x","b":1,"n":1,"total":10}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"total":10}}
{"op":"+I","data":{"a":null,"b":1,"n":1,"total":10}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"total":10}}
{"op":"+I","data":{"a":"y","b":1,"n":1,"total":20}}
{"op":"+I","data":{"a":"y","b":null,"n":1,"total":20}}
{"op":"-U","data":{"a":null,"b":1,"n":1,"total":10}}
{"op":"+U","data":{"a":null,"b":1,"n":2,"total":30}}
{"op":"-U","data":{"a":null,"b":null,"n":1,"total":10}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"total":30}}
{"op":"-D","data":{"a":"x","b":1,"n":1,"total":10}}
{"op":"-D","data":{"a":"x","b":null,"n":1,"total":10}}
{"op":"-U","data":{"a":null,"b":1,"n":2,"total":30}}
{"op":"+U","data":{"a":null,"b":1,"n":1,"total":20}}
{"op":"-U","data":{"a":null,"b":null,"n":2,"total":30}}
{"op":"+U","data":{"a":null,"b":null,"n":1,"total":20}}
{"op":"+I","data":{"a":"x","b":2,"n":1,"total":30}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"total":30}}
{"op":"+I","data":{"a":null,"b":2,"n":1,"total":30}}
{"op":"-U","data":{"a":null,"b":null,"n":1,"total":20}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"total":50}}
{"op":"+I","data":{"a":null,"b":2,"n":1,"total":30}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"total":30}}
{"op":"-U","data":{"a":null,"b":2,"n":1,"total":30}}
{"op":"+U","data":{"a":null,"b":2,"n":2,"total":60}}
{"op":"-U","data":{"a":null,"b":null,"n":2,"total":50}}
{"op":"+U","data":{"a":null,"b":null,"n":3,"total":80}}
{"op":"-D","data":{"a":"y","b":1,"n":1,"total":20}}
{"op":"-D","data":{"a":"y","b":null,"n":1,"total":20}}
{"op":"-D","data":{"a":null,"b":1,"n":1,"total":20}}
{"op":"-U","data":{"a":null,"b":null,"n":3,"total":80}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"total":60}}
{"op":"-U","data":{"a":"x","b":2,"n":1,"total":30}}
{"op":"+U","data":{"a":"x","b":2,"n":2,"total":37}}
{"op":"-U","data":{"a":"x","b":null,"n":1,"total":30}}
{"op":"+U","data":{"a":"x","b":null,"n":2,"total":37}}
{"op":"-U","data":{"a":null,"b":2,"n":2,"total":60}}
{"op":"+U","data":{"a":null,"b":2,"n":3,"total":67}}
{"op":"-U","data":{"a":null,"b":null,"n":2,"total":60}}
{"op":"+U","data":{"a":null,"b":null,"n":3,"total":67}}
{"op":"-U","data":{"a":"x","b":2,"n":2,"total":37}}
{"op":"+U","data":{"a":"x","b":2,"n":1,"total":7}}
{"op":"-U","data":{"a":"x","b":null,"n":2,"total":37}}
{"op":"+U","data":{"a":"x","b":null,"n":1,"total":7}}
{"op":"-U","data":{"a":null,"b":2,"n":3,"total":67}}
{"op":"+U","data":{"a":null,"b":2,"n":2,"total":37}}
{"op":"-U","data":{"a":null,"b":null,"n":3,"total":67}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"total":37}}
{"op":"-U","data":{"a":"x","b":2,"n":1,"total":7}}
{"op":"+U","data":{"a":"x","b":2,"n":2,"total":12}}
{"op":"-U","data":{"a":"x","b":null,"n":1,"total":7}}
{"op":"+U","data":{"a":"x","b":null,"n":2,"total":12}}
{"op":"-U","data":{"a":null,"b":2,"n":2,"total":37}}
{"op":"+U","data":{"a":null,"b":2,"n":3,"total":42}}
{"op":"-U","data":{"a":null,"b":null,"n":2,"total":37}}
{"op":"+U","data":{"a":null,"b":null,"n":3,"total":42}}
{"op":"-D","data":{"a":null,"b":2,"n":1,"total":30}}
{"op":"-D","data":{"a":null,"b":null,"n":1,"total":30}}
{"op":"-U","data":{"a":null,"b":2,"n":3,"total":42}}
{"op":"+U","data":{"a":null,"b":2,"n":2,"total":12}}
{"op":"-U","data":{"a":null,"b":null,"n":3,"total":42}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"total":12}}

EXPECT MULTISET sink2
{"op":"+I","data":{"b":1,"d":1,"lo":10,"hi":"x"}}
{"op":"+I","data":{"b":null,"d":1,"lo":10,"hi":"x"}}
{"op":"-U","data":{"b":1,"d":1,"lo":10,"hi":"x"}}
{"op":"+U","data":{"b":1,"d":2,"lo":10,"hi":"y"}}
{"op":"-U","data":{"b":null,"d":1,"lo":10,"hi":"x"}}
{"op":"+U","data":{"b":null,"d":2,"lo":10,"hi":"y"}}
{"op":"-U","data":{"b":1,"d":2,"lo":10,"hi":"y"}}
{"op":"+U","data":{"b":1,"d":1,"lo":20,"hi":"y"}}
{"op":"-U","data":{"b":null,"d":2,"lo":10,"hi":"y"}}
{"op":"+U","data":{"b":null,"d":1,"lo":20,"hi":"y"}}
{"op":"+I","data":{"b":2,"d":1,"lo":30,"hi":"x"}}
{"op":"-U","data":{"b":null,"d":1,"lo":20,"hi":"y"}}
{"op":"+U","data":{"b":null,"d":2,"lo":20,"hi":"y"}}
{"op":"-D","data":{"b":1,"d":1,"lo":20,"hi":"y"}}
{"op":"-U","data":{"b":null,"d":2,"lo":20,"hi":"y"}}
{"op":"+U","data":{"b":null,"d":1,"lo":30,"hi":"x"}}
{"op":"-U","data":{"b":2,"d":1,"lo":30,"hi":"x"}}
{"op":"+U","data":{"b":2,"d":2,"lo":7,"hi":"x"}}
{"op":"-U","data":{"b":null,"d":1,"lo":30,"hi":"x"}}
{"op":"+U","data":{"b":null,"d":2,"lo":7,"hi":"x"}}
{"op":"-U","data":{"b":2,"d":2,"lo":7,"hi":"x"}}
{"op":"+U","data":{"b":2,"d":3,"lo":5,"hi":"x"}}
{"op":"-U","data":{"b":null,"d":2,"lo":7,"hi":"x"}}
{"op":"+U","data":{"b":null,"d":3,"lo":5,"hi":"x"}}
{"op":"-U","data":{"b":2,"d":3,"lo":5,"hi":"x"}}
{"op":"+U","data":{"b":2,"d":2,"lo":5,"hi":"x"}}
{"op":"-U","data":{"b":null,"d":3,"lo":5,"hi":"x"}}
{"op":"+U","data":{"b":null,"d":2,"lo":5,"hi":"x"}}
