-- flink: same
-- The entries of a MAP are keys and values, named KEY and VALUE where no names are given.
CREATE TABLE a (id INT, m MAP<STRING, INT>) WITH ('connector' = 'test');
CREATE TABLE named (id INT, k STRING, v INT) WITH ('connector' = 'test');
CREATE TABLE renamed (id INT, k STRING, v INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, k STRING, v INT) WITH ('connector' = 'test');
CREATE TABLE placed (id INT, k STRING, v INT, place INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO named SELECT id, `KEY`, `VALUE` FROM a CROSS JOIN UNNEST(m);
INSERT INTO renamed SELECT id, k, v FROM a CROSS JOIN UNNEST(m) AS u(k, v) WHERE v > 1;
INSERT INTO kept SELECT id, k, v FROM a LEFT JOIN UNNEST(m) AS u(k, v) ON TRUE;
INSERT INTO placed SELECT id, k, v, p FROM a CROSS JOIN UNNEST(m) WITH ORDINALITY AS u(k, v, p) WHERE id = 4;
END;

INPUT a
{"op":"+I","data":{"id":1,"m":{"p":1,"q":null,"r":3}}}
{"op":"+I","data":{"id":2,"m":{}}}
{"op":"+I","data":{"id":3,"m":null}}
{"op":"+I","data":{"id":4,"m":{"one":9}}}

EXPECT MULTISET named
{"op":"+I","data":{"id":1,"k":"r","v":3}}
{"op":"+I","data":{"id":1,"k":"q","v":null}}
{"op":"+I","data":{"id":1,"k":"p","v":1}}
{"op":"+I","data":{"id":4,"k":"one","v":9}}

EXPECT MULTISET renamed
{"op":"+I","data":{"id":1,"k":"r","v":3}}
{"op":"+I","data":{"id":4,"k":"one","v":9}}

EXPECT MULTISET kept
{"op":"+I","data":{"id":1,"k":"r","v":3}}
{"op":"+I","data":{"id":1,"k":"q","v":null}}
{"op":"+I","data":{"id":1,"k":"p","v":1}}
{"op":"+I","data":{"id":2,"k":null,"v":null}}
{"op":"+I","data":{"id":3,"k":null,"v":null}}
{"op":"+I","data":{"id":4,"k":"one","v":9}}

EXPECT MULTISET placed
{"op":"+I","data":{"id":4,"k":"one","v":9,"place":1}}
