-- flink: same
-- VALUES: types are the least restrictive of each column.
CREATE TABLE sink1 (a INT, b STRING, c DECIMAL(5,2)) WITH ('connector'='test');
INSERT INTO sink1 VALUES (1, 'x', 1.5), (2, 'yy', CAST(NULL AS DECIMAL(5,2))), (-3, CAST(NULL AS STRING), 10);

EXPECT MULTISET sink1
{"op":"+I","data":{"a":1,"b":"x","c":1.50}}
{"op":"+I","data":{"a":2,"b":"yy","c":null}}
{"op":"+I","data":{"a":-3,"b":null,"c":10.00}}
