-- flink: same
-- UNNEST takes any expression that is a collection; without a table it is one.
CREATE TABLE a (id INT, v INT, arr ARRAY<INT>) WITH ('connector' = 'test');
CREATE TABLE made (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE chosen (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE derived (id INT, x INT, y INT) WITH ('connector' = 'test');
CREATE TABLE alone (x INT) WITH ('connector' = 'test');
CREATE TABLE rows_alone (x INT, y STRING, o INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO made SELECT id, x FROM a CROSS JOIN UNNEST(ARRAY[v, v + id, 100]) AS u(x) WHERE id < 3;
INSERT INTO chosen SELECT id, x FROM a CROSS JOIN UNNEST(CASE WHEN v > 10 THEN arr ELSE ARRAY[-1] END) AS u(x);
INSERT INTO derived SELECT id, x, y FROM (SELECT id, arr AS b FROM a WHERE id <> 2) AS d, UNNEST(d.b) AS u(x), UNNEST(ARRAY[x, x * 2]) AS w(y);
INSERT INTO alone SELECT * FROM UNNEST(ARRAY[1, 2, 3]);
INSERT INTO rows_alone SELECT * FROM UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) WITH ORDINALITY AS u(x, y, o);
END;

INPUT a
{"op":"+I","data":{"id":1,"v":10,"arr":[1,2]}}
{"op":"+I","data":{"id":2,"v":20,"arr":[3]}}
{"op":"+I","data":{"id":3,"v":30,"arr":null}}
{"op":"+I","data":{"id":4,"v":null,"arr":[5]}}

EXPECT ORDERED made
{"op":"+I","data":{"id":1,"x":10}}
{"op":"+I","data":{"id":1,"x":11}}
{"op":"+I","data":{"id":1,"x":100}}
{"op":"+I","data":{"id":2,"x":20}}
{"op":"+I","data":{"id":2,"x":22}}
{"op":"+I","data":{"id":2,"x":100}}

EXPECT ORDERED chosen
{"op":"+I","data":{"id":1,"x":-1}}
{"op":"+I","data":{"id":2,"x":3}}
{"op":"+I","data":{"id":4,"x":-1}}

EXPECT ORDERED derived
{"op":"+I","data":{"id":1,"x":1,"y":1}}
{"op":"+I","data":{"id":1,"x":1,"y":2}}
{"op":"+I","data":{"id":1,"x":2,"y":2}}
{"op":"+I","data":{"id":1,"x":2,"y":4}}
{"op":"+I","data":{"id":4,"x":5,"y":5}}
{"op":"+I","data":{"id":4,"x":5,"y":10}}

EXPECT MULTISET alone
{"op":"+I","data":{"x":1}}
{"op":"+I","data":{"x":2}}
{"op":"+I","data":{"x":3}}

EXPECT MULTISET rows_alone
{"op":"+I","data":{"x":1,"y":"a","o":1}}
{"op":"+I","data":{"x":2,"y":"b","o":2}}
