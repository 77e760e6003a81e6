-- flink: same
-- A LATERAL query of a row's elements is an UNNEST with a condition and a projection.
CREATE TABLE a (id INT, arr ARRAY<INT>) WITH ('connector' = 'test');
CREATE TABLE crossed (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, x INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO crossed SELECT id, x FROM a CROSS JOIN LATERAL (SELECT x FROM UNNEST(arr) AS u(x) WHERE x > 1) AS w;
INSERT INTO kept SELECT id, y FROM a LEFT JOIN LATERAL (SELECT x FROM UNNEST(arr) AS u(x) WHERE x > 1) AS w(y) ON TRUE;
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":[1,2,null,3]}}
{"op":"+I","data":{"id":2,"arr":[1]}}
{"op":"+I","data":{"id":3,"arr":null}}

EXPECT ORDERED crossed
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":1,"x":3}}

EXPECT ORDERED kept
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":1,"x":3}}
{"op":"+I","data":{"id":2,"x":null}}
{"op":"+I","data":{"id":3,"x":null}}
