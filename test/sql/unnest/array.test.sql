-- flink: same
-- One row per element, NULL elements too; no row for an empty array, nor for one that is NULL. CROSS JOIN, the comma and INNER JOIN are one.
CREATE TABLE a (id INT, arr ARRAY<INT>) WITH ('connector' = 'test');
CREATE TABLE crossed (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE comma (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE inner_join (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE natural_join (x INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO crossed SELECT id, x FROM a CROSS JOIN UNNEST(arr) AS u(x);
INSERT INTO comma SELECT a.id, u.x FROM a, LATERAL UNNEST(a.arr) AS u(x);
INSERT INTO inner_join SELECT id, x FROM a JOIN UNNEST(arr) AS u(x) ON x > 1;
INSERT INTO natural_join SELECT x FROM a NATURAL JOIN UNNEST(arr) AS u(x) WHERE id <> 3;
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":[1,2,null,2]}}
{"op":"+I","data":{"id":2,"arr":[]}}
{"op":"+I","data":{"id":3,"arr":null}}
{"op":"+I","data":{"id":4,"arr":[7]}}
{"op":"+I","data":{"id":null,"arr":[9,1]}}

EXPECT ORDERED crossed
{"op":"+I","data":{"id":1,"x":1}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":1,"x":null}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":4,"x":7}}
{"op":"+I","data":{"id":null,"x":9}}
{"op":"+I","data":{"id":null,"x":1}}

EXPECT ORDERED comma
{"op":"+I","data":{"id":1,"x":1}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":1,"x":null}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":4,"x":7}}
{"op":"+I","data":{"id":null,"x":9}}
{"op":"+I","data":{"id":null,"x":1}}

EXPECT ORDERED inner_join
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":4,"x":7}}
{"op":"+I","data":{"id":null,"x":9}}

EXPECT ORDERED natural_join
{"op":"+I","data":{"x":1}}
{"op":"+I","data":{"x":2}}
{"op":"+I","data":{"x":null}}
{"op":"+I","data":{"x":2}}
{"op":"+I","data":{"x":7}}
