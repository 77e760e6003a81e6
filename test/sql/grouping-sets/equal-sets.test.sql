-- flink: differs equal-sets
-- A set that comes twice, written or by multiplication, is two groups of rows, which GROUP_ID tells apart.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink2 (a STRING, g BIGINT, gid BIGINT, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b INT, n BIGINT, gid BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink2 SELECT a, GROUPING(a), GROUP_ID(), COUNT(*) FROM orders GROUP BY GROUPING SETS (a, (), ());
INSERT INTO sink1 SELECT a, b, COUNT(*), GROUP_ID() FROM orders GROUP BY a, ROLLUP (a, b);
END;

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT FINAL sink1
{"op":"+I","data":{"a":"x","b":1,"n":2,"gid":0}}
{"op":"+I","data":{"a":"y","b":1,"n":1,"gid":0}}
{"op":"+I","data":{"a":null,"b":2,"n":1,"gid":0}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"gid":0}}
{"op":"+I","data":{"a":"x","b":2,"n":1,"gid":0}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"+I","data":{"a":"x","b":null,"n":4,"gid":0}}
{"op":"+I","data":{"a":"y","b":null,"n":1,"gid":0}}
{"op":"+I","data":{"a":null,"b":null,"n":2,"gid":0}}
{"op":"+I","data":{"a":"x","b":null,"n":4,"gid":1}}
{"op":"+I","data":{"a":"y","b":null,"n":1,"gid":1}}
{"op":"+I","data":{"a":null,"b":null,"n":2,"gid":1}}

EXPECT FINAL sink2
{"op":"+I","data":{"a":"x","g":0,"gid":0,"n":4}}
{"op":"+I","data":{"a":"y","g":0,"gid":0,"n":1}}
{"op":"+I","data":{"a":null,"g":0,"gid":0,"n":2}}
{"op":"+I","data":{"a":null,"g":1,"gid":0,"n":7}}
{"op":"+I","data":{"a":null,"g":1,"gid":1,"n":7}}
