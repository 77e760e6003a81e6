-- flink: same
-- Arrays of arrays, one UNNEST after the other, in a view and below a join.
CREATE TABLE a (id INT, nested ARRAY<ARRAY<INT>>, names ARRAY<STRING>, holder ROW<inside ARRAY<INT>>) WITH ('connector' = 'test');
CREATE TABLE two_levels (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE pairs (id INT, x INT, name STRING) WITH ('connector' = 'test');
CREATE TABLE inside (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE counted (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE VIEW elements AS SELECT id, x, p FROM a CROSS JOIN UNNEST(nested) WITH ORDINALITY AS n(inner_array, p) CROSS JOIN UNNEST(inner_array) AS u(x);
EXECUTE STATEMENT SET BEGIN
INSERT INTO two_levels SELECT id, x FROM elements WHERE p <> 2;
INSERT INTO pairs SELECT id, x, name FROM (SELECT id, names, a.holder.inside AS ins FROM a) AS d CROSS JOIN UNNEST(names) AS s(name) LEFT JOIN UNNEST(ins) AS u(x) ON TRUE;
INSERT INTO inside SELECT id, x FROM a, UNNEST(a.holder.inside) AS u(x);
INSERT INTO counted SELECT id, CAST(CARDINALITY(u) AS BIGINT) FROM a CROSS JOIN UNNEST(nested) AS u;
END;

INPUT a
{"op":"+I","data":{"id":1,"nested":[[1,2],[3],[],null,[4]],"names":["p","q"],"holder":{"inside":[5,6]}}}
{"op":"+I","data":{"id":2,"nested":[],"names":["r"],"holder":null}}
{"op":"+I","data":{"id":3,"nested":null,"names":null,"holder":{"inside":null}}}
{"op":"+I","data":{"id":4,"nested":[[9]],"names":["s"],"holder":{"inside":[8]}}}

EXPECT ORDERED two_levels
{"op":"+I","data":{"id":1,"x":1}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"+I","data":{"id":1,"x":4}}
{"op":"+I","data":{"id":4,"x":9}}

EXPECT ORDERED pairs
{"op":"+I","data":{"id":1,"x":5,"name":"p"}}
{"op":"+I","data":{"id":1,"x":6,"name":"p"}}
{"op":"+I","data":{"id":1,"x":5,"name":"q"}}
{"op":"+I","data":{"id":1,"x":6,"name":"q"}}
{"op":"+I","data":{"id":2,"x":null,"name":"r"}}
{"op":"+I","data":{"id":4,"x":8,"name":"s"}}

EXPECT ORDERED inside
{"op":"+I","data":{"id":1,"x":5}}
{"op":"+I","data":{"id":1,"x":6}}
{"op":"+I","data":{"id":4,"x":8}}

EXPECT ORDERED counted
{"op":"+I","data":{"id":1,"n":2}}
{"op":"+I","data":{"id":1,"n":1}}
{"op":"+I","data":{"id":1,"n":0}}
{"op":"+I","data":{"id":1,"n":null}}
{"op":"+I","data":{"id":1,"n":1}}
{"op":"+I","data":{"id":4,"n":1}}
