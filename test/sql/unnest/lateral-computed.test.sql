-- flink: differs lateral-unnest
-- What a LATERAL query computes of elements is NULL for a row that LEFT JOIN keeps without one, constants too.
CREATE TABLE a (id INT, arr ARRAY<INT>) WITH ('connector' = 'test');
CREATE TABLE crossed (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, x INT, c INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO crossed SELECT id, y FROM a CROSS JOIN LATERAL (SELECT x + id AS y FROM UNNEST(arr) AS u(x) WHERE x > id) AS w WHERE y < 9;
INSERT INTO kept SELECT id, y, c FROM a LEFT JOIN LATERAL (SELECT x + 1, 7 FROM UNNEST(arr) AS u(x) WHERE x > 1) AS w(y, c) ON TRUE;
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":[1,2,null,3]}}
{"op":"+I","data":{"id":2,"arr":[1,7]}}
{"op":"+I","data":{"id":3,"arr":null}}

EXPECT ORDERED crossed
{"op":"+I","data":{"id":1,"x":3}}
{"op":"+I","data":{"id":1,"x":4}}

EXPECT ORDERED kept
{"op":"+I","data":{"id":1,"x":3,"c":7}}
{"op":"+I","data":{"id":1,"x":4,"c":7}}
{"op":"+I","data":{"id":2,"x":8,"c":7}}
{"op":"+I","data":{"id":3,"x":null,"c":null}}
