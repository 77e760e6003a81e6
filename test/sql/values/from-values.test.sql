-- flink: same
-- VALUES as a table with column names.
CREATE TABLE sink1 (a INT, b STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT x * 2, LOWER(y) FROM (VALUES (1, 'A'), (2, 'B'), (3, CAST(NULL AS STRING))) AS v (x, y) WHERE x <> 2;


EXPECT ORDERED sink1
{"op":"+I","data":{"a":2,"b":"a"}}
{"op":"+I","data":{"a":6,"b":null}}
