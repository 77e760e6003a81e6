-- flink: same
-- HAVING and a query around see the keys as the sets leave them.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (b INT, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (level STRING, n BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT b, COUNT(*) FROM orders GROUP BY ROLLUP (b) HAVING GROUPING(b) = 0;
INSERT INTO sink2 SELECT CASE GROUPING(a, b) WHEN 0 THEN 'both' WHEN 1 THEN 'a' ELSE 'all' END, SUM(v) FILTER (WHERE v > 10) FROM orders GROUP BY ROLLUP (a, b);
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
{"op":"+I","data":{"b":1,"n":1}}
{"op":"-U","data":{"b":1,"n":1}}
{"op":"+U","data":{"b":1,"n":2}}
{"op":"+I","data":{"b":2,"n":1}}
{"op":"+I","data":{"b":null,"n":1}}
{"op":"-U","data":{"b":2,"n":1}}
{"op":"+U","data":{"b":2,"n":2}}
{"op":"-U","data":{"b":1,"n":2}}
{"op":"+U","data":{"b":1,"n":3}}
{"op":"-U","data":{"b":null,"n":1}}
{"op":"+U","data":{"b":null,"n":2}}

EXPECT MULTISET sink2
{"op":"+I","data":{"level":"both","n":null}}
{"op":"+I","data":{"level":"a","n":null}}
{"op":"+I","data":{"level":"all","n":null}}
{"op":"+I","data":{"level":"both","n":20}}
{"op":"+I","data":{"level":"a","n":20}}
{"op":"-U","data":{"level":"all","n":null}}
{"op":"+U","data":{"level":"all","n":20}}
{"op":"+I","data":{"level":"both","n":30}}
{"op":"+I","data":{"level":"a","n":30}}
{"op":"-U","data":{"level":"all","n":20}}
{"op":"+U","data":{"level":"all","n":50}}
{"op":"+I","data":{"level":"both","n":null}}
{"op":"+I","data":{"level":"both","n":40}}
{"op":"-U","data":{"level":"a","n":null}}
{"op":"+U","data":{"level":"a","n":40}}
{"op":"-U","data":{"level":"all","n":50}}
{"op":"+U","data":{"level":"all","n":90}}
{"op":"+I","data":{"level":"both","n":null}}
