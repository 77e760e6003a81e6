-- flink: same
-- LEFT JOIN keeps a row without elements once, with NULLs in their place; an element that is NULL is one. ON says which elements count.
CREATE TABLE a (id INT, arr ARRAY<INT>, names ARRAY<STRING NOT NULL>) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE greater (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE missing (id INT, name STRING) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO kept SELECT id, x FROM a LEFT JOIN UNNEST(arr) AS u(x) ON TRUE;
INSERT INTO greater SELECT id, x FROM a LEFT JOIN UNNEST(arr) AS u(x) ON x > 1;
INSERT INTO missing SELECT id, name FROM a LEFT JOIN UNNEST(names) AS u(name) ON TRUE WHERE name IS NULL OR name <> 'no';
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":[1,2,null],"names":["yes","no"]}}
{"op":"+I","data":{"id":2,"arr":[],"names":[]}}
{"op":"+I","data":{"id":3,"arr":null,"names":null}}
{"op":"+I","data":{"id":4,"arr":[1,null],"names":["no"]}}

EXPECT ORDERED kept
{"op":"+I","data":{"id":1,"x":1}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":1,"x":null}}
{"op":"+I","data":{"id":2,"x":null}}
{"op":"+I","data":{"id":3,"x":null}}
{"op":"+I","data":{"id":4,"x":1}}
{"op":"+I","data":{"id":4,"x":null}}

EXPECT ORDERED greater
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":2,"x":null}}
{"op":"+I","data":{"id":3,"x":null}}
{"op":"+I","data":{"id":4,"x":null}}

EXPECT ORDERED missing
{"op":"+I","data":{"id":1,"name":"yes"}}
{"op":"+I","data":{"id":2,"name":null}}
{"op":"+I","data":{"id":3,"name":null}}
