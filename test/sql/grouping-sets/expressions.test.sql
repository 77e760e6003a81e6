-- flink: same
-- Keys may be expressions; what is computed from a key that the set leaves out is NULL.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (k INT, twice INT, isx BOOLEAN, name STRING, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT b + 1, (b + 1) * 2, b + 1 IS NULL, COALESCE(UPPER(a), 'all'), COUNT(*) FROM orders GROUP BY CUBE (b + 1, UPPER(a));

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"k":2,"twice":4,"isx":false,"name":"X","n":1}}
{"op":"+I","data":{"k":2,"twice":4,"isx":false,"name":"all","n":1}}
{"op":"+I","data":{"k":null,"twice":null,"isx":true,"name":"X","n":1}}
{"op":"+I","data":{"k":null,"twice":null,"isx":true,"name":"all","n":1}}
{"op":"+I","data":{"k":2,"twice":4,"isx":false,"name":"Y","n":1}}
{"op":"-U","data":{"k":2,"twice":4,"isx":false,"name":"all","n":1}}
{"op":"+U","data":{"k":2,"twice":4,"isx":false,"name":"all","n":2}}
{"op":"+I","data":{"k":null,"twice":null,"isx":true,"name":"Y","n":1}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":1}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":2}}
{"op":"+I","data":{"k":3,"twice":6,"isx":false,"name":"all","n":1}}
{"op":"+I","data":{"k":3,"twice":6,"isx":false,"name":"all","n":1}}
{"op":"+I","data":{"k":null,"twice":null,"isx":true,"name":"all","n":1}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":2}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":3}}
{"op":"+I","data":{"k":null,"twice":null,"isx":true,"name":"X","n":1}}
{"op":"+I","data":{"k":null,"twice":null,"isx":true,"name":"all","n":1}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"X","n":1}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"X","n":2}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":3}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":4}}
{"op":"+I","data":{"k":3,"twice":6,"isx":false,"name":"X","n":1}}
{"op":"-U","data":{"k":3,"twice":6,"isx":false,"name":"all","n":1}}
{"op":"+U","data":{"k":3,"twice":6,"isx":false,"name":"all","n":2}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"X","n":2}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"X","n":3}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":4}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":5}}
{"op":"-U","data":{"k":2,"twice":4,"isx":false,"name":"X","n":1}}
{"op":"+U","data":{"k":2,"twice":4,"isx":false,"name":"X","n":2}}
{"op":"-U","data":{"k":2,"twice":4,"isx":false,"name":"all","n":2}}
{"op":"+U","data":{"k":2,"twice":4,"isx":false,"name":"all","n":3}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"X","n":3}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"X","n":4}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":5}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":6}}
{"op":"+I","data":{"k":null,"twice":null,"isx":true,"name":"all","n":1}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":1}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":2}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":1}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":2}}
{"op":"-U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":6}}
{"op":"+U","data":{"k":null,"twice":null,"isx":true,"name":"all","n":7}}
