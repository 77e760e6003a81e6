-- flink: same
-- Items of GROUP BY are multiplied; sets stand in sets, lists in ROLLUP and CUBE, and equal sets are kept apart, except below DISTINCT.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b INT, n BIGINT, gid BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (b INT, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (a STRING, b INT, n BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT a, b, COUNT(*), GROUP_ID() FROM orders GROUP BY CUBE (a), GROUPING SETS (b, ROLLUP (a, b));
INSERT INTO sink2 SELECT b, COUNT(*) FROM orders GROUP BY DISTINCT ROLLUP (b), ROLLUP (b);
INSERT INTO sink3 SELECT a, b, COUNT(*) FROM orders GROUP BY ROLLUP ((a, b), id);
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
{"op":"+I","data":{"a":"x","b":1,"n":1,"gid":0}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"gid":0}}
{"op":"+I","data":{"a":null,"b":1,"n":1,"gid":0}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"+I","data":{"a":"x","b":1,"n":1,"gid":2}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"gid":2}}
{"op":"+I","data":{"a":"x","b":1,"n":1,"gid":1}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"gid":1}}
{"op":"+I","data":{"a":"y","b":1,"n":1,"gid":1}}
{"op":"+I","data":{"a":"y","b":null,"n":1,"gid":1}}
{"op":"+I","data":{"a":null,"b":2,"n":1,"gid":1}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":1}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"gid":1}}
{"op":"-U","data":{"a":"x","b":null,"n":1,"gid":1}}
{"op":"+U","data":{"a":"x","b":null,"n":2,"gid":1}}
{"op":"+I","data":{"a":"x","b":2,"n":1,"gid":1}}
{"op":"-U","data":{"a":"x","b":null,"n":2,"gid":1}}
{"op":"+U","data":{"a":"x","b":null,"n":3,"gid":1}}
{"op":"-U","data":{"a":"x","b":1,"n":1,"gid":1}}
{"op":"+U","data":{"a":"x","b":1,"n":2,"gid":1}}
{"op":"-U","data":{"a":"x","b":null,"n":3,"gid":1}}
{"op":"+U","data":{"a":"x","b":null,"n":4,"gid":1}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":1}}
{"op":"-U","data":{"a":null,"b":null,"n":1,"gid":1}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"gid":1}}
{"op":"+I","data":{"a":"y","b":1,"n":1,"gid":0}}
{"op":"+I","data":{"a":"y","b":null,"n":1,"gid":0}}
{"op":"-U","data":{"a":null,"b":1,"n":1,"gid":0}}
{"op":"+U","data":{"a":null,"b":1,"n":2,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"gid":0}}
{"op":"+I","data":{"a":null,"b":2,"n":1,"gid":0}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"+I","data":{"a":null,"b":2,"n":1,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":2,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":3,"gid":0}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"gid":0}}
{"op":"-U","data":{"a":"x","b":null,"n":1,"gid":0}}
{"op":"+U","data":{"a":"x","b":null,"n":2,"gid":0}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":3,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":4,"gid":0}}
{"op":"+I","data":{"a":"x","b":2,"n":1,"gid":0}}
{"op":"-U","data":{"a":"x","b":null,"n":2,"gid":0}}
{"op":"+U","data":{"a":"x","b":null,"n":3,"gid":0}}
{"op":"-U","data":{"a":null,"b":2,"n":1,"gid":0}}
{"op":"+U","data":{"a":null,"b":2,"n":2,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":4,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":5,"gid":0}}
{"op":"-U","data":{"a":"x","b":1,"n":1,"gid":0}}
{"op":"+U","data":{"a":"x","b":1,"n":2,"gid":0}}
{"op":"-U","data":{"a":"x","b":null,"n":3,"gid":0}}
{"op":"+U","data":{"a":"x","b":null,"n":4,"gid":0}}
{"op":"-U","data":{"a":null,"b":1,"n":2,"gid":0}}
{"op":"+U","data":{"a":null,"b":1,"n":3,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":5,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":6,"gid":0}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":1,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"gid":0}}
{"op":"-U","data":{"a":null,"b":null,"n":6,"gid":0}}
{"op":"+U","data":{"a":null,"b":null,"n":7,"gid":0}}
{"op":"+I","data":{"a":"y","b":1,"n":1,"gid":2}}
{"op":"+I","data":{"a":"y","b":null,"n":1,"gid":2}}
{"op":"+I","data":{"a":null,"b":2,"n":1,"gid":2}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":2}}
{"op":"+I","data":{"a":"x","b":null,"n":1,"gid":2}}
{"op":"-U","data":{"a":"x","b":null,"n":1,"gid":2}}
{"op":"+U","data":{"a":"x","b":null,"n":2,"gid":2}}
{"op":"+I","data":{"a":"x","b":2,"n":1,"gid":2}}
{"op":"-U","data":{"a":"x","b":null,"n":2,"gid":2}}
{"op":"+U","data":{"a":"x","b":null,"n":3,"gid":2}}
{"op":"-U","data":{"a":"x","b":1,"n":1,"gid":2}}
{"op":"+U","data":{"a":"x","b":1,"n":2,"gid":2}}
{"op":"-U","data":{"a":"x","b":null,"n":3,"gid":2}}
{"op":"+U","data":{"a":"x","b":null,"n":4,"gid":2}}
{"op":"+I","data":{"a":null,"b":null,"n":1,"gid":2}}
{"op":"-U","data":{"a":null,"b":null,"n":1,"gid":2}}
{"op":"+U","data":{"a":null,"b":null,"n":2,"gid":2}}

EXPECT MULTISET sink2
{"op":"+I","data":{"b":1,"n":1}}
{"op":"+I","data":{"b":null,"n":1}}
{"op":"-U","data":{"b":1,"n":1}}
{"op":"+U","data":{"b":1,"n":2}}
{"op":"-U","data":{"b":null,"n":1}}
{"op":"+U","data":{"b":null,"n":2}}
{"op":"+I","data":{"b":2,"n":1}}
{"op":"-U","data":{"b":null,"n":2}}
{"op":"+U","data":{"b":null,"n":3}}
{"op":"+I","data":{"b":null,"n":1}}
{"op":"-U","data":{"b":null,"n":3}}
{"op":"+U","data":{"b":null,"n":4}}
{"op":"-U","data":{"b":2,"n":1}}
{"op":"+U","data":{"b":2,"n":2}}
{"op":"-U","data":{"b":null,"n":4}}
{"op":"+U","data":{"b":null,"n":5}}
{"op":"-U","data":{"b":1,"n":2}}
{"op":"+U","data":{"b":1,"n":3}}
{"op":"-U","data":{"b":null,"n":5}}
{"op":"+U","data":{"b":null,"n":6}}
{"op":"-U","data":{"b":null,"n":1}}
{"op":"+U","data":{"b":null,"n":2}}
{"op":"-U","data":{"b":null,"n":6}}
{"op":"+U","data":{"b":null,"n":7}}

EXPECT MULTISET sink3
{"op":"+I","data":{"a":"x","b":1,"n":1}}
{"op":"+I","data":{"a":"x","b":1,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"n":1}}
{"op":"+I","data":{"a":"y","b":1,"n":1}}
{"op":"+I","data":{"a":"y","b":1,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"n":1}}
{"op":"+U","data":{"a":null,"b":null,"n":2}}
{"op":"+I","data":{"a":null,"b":2,"n":1}}
{"op":"+I","data":{"a":null,"b":2,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"n":2}}
{"op":"+U","data":{"a":null,"b":null,"n":3}}
{"op":"+I","data":{"a":"x","b":null,"n":1}}
{"op":"+I","data":{"a":"x","b":null,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"n":3}}
{"op":"+U","data":{"a":null,"b":null,"n":4}}
{"op":"+I","data":{"a":"x","b":2,"n":1}}
{"op":"+I","data":{"a":"x","b":2,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"n":4}}
{"op":"+U","data":{"a":null,"b":null,"n":5}}
{"op":"+I","data":{"a":"x","b":1,"n":1}}
{"op":"-U","data":{"a":"x","b":1,"n":1}}
{"op":"+U","data":{"a":"x","b":1,"n":2}}
{"op":"-U","data":{"a":null,"b":null,"n":5}}
{"op":"+U","data":{"a":null,"b":null,"n":6}}
{"op":"+I","data":{"a":null,"b":null,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"n":6}}
{"op":"+U","data":{"a":null,"b":null,"n":7}}
