-- flink: same
-- LATERAL queries see the rows on their left; an aggregate without rows is no row of CROSS JOIN.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE crossed (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE by_order (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE by_order_kept (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE on_too (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE greatest (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE counted (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE TABLE per_group (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE distinct_values (id INT, w INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO crossed SELECT id, w FROM a CROSS JOIN LATERAL (SELECT w FROM b WHERE b.k = a.k) AS l;
INSERT INTO kept SELECT id, w FROM a LEFT JOIN LATERAL (SELECT w FROM b WHERE b.k = a.k) AS l ON TRUE;
INSERT INTO by_order SELECT id, w FROM a, LATERAL (SELECT w, k FROM b WHERE b.k < a.k) AS l;
INSERT INTO by_order_kept SELECT id, w FROM a LEFT JOIN LATERAL (SELECT w, k FROM b WHERE b.k < a.k) AS l ON TRUE;
INSERT INTO on_too SELECT id, w FROM a LEFT JOIN LATERAL (SELECT w, k FROM b WHERE b.k = a.k) AS l ON l.w > a.v;
INSERT INTO greatest SELECT id, m FROM a, LATERAL (SELECT MAX(w) AS m FROM b WHERE b.k = a.k) AS l;
INSERT INTO counted SELECT id, n FROM a LEFT JOIN LATERAL (SELECT COUNT(*) AS n FROM b WHERE b.k = a.k) AS l ON TRUE;
INSERT INTO per_group SELECT id, s FROM a, LATERAL (SELECT b.k, SUM(w) AS s FROM b WHERE b.k = a.k GROUP BY b.k) AS l;
INSERT INTO distinct_values SELECT id, w FROM a, LATERAL (SELECT DISTINCT w FROM b WHERE b.k = a.k) AS l;
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"v":10}}
{"op":"+I","data":{"id":2,"k":2,"v":20}}
{"op":"+I","data":{"id":3,"k":3,"v":30}}

INPUT b
{"op":"+I","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":2,"w":25}}
{"op":"+I","data":{"k":1,"w":15}}

INPUT a
{"op":"+I","data":{"id":4,"k":null,"v":40}}
{"op":"+I","data":{"id":5,"k":1,"v":null}}

INPUT b
{"op":"+I","data":{"k":2,"w":null}}
{"op":"-D","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":null,"w":1}}

EXPECT FINAL crossed
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":2,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL kept
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":2,"w":null}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL by_order
{"op":"+I","data":{"id":2,"w":15}}
{"op":"+I","data":{"id":3,"w":15}}
{"op":"+I","data":{"id":3,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}

EXPECT FINAL by_order_kept
{"op":"+I","data":{"id":1,"w":null}}
{"op":"+I","data":{"id":2,"w":15}}
{"op":"+I","data":{"id":3,"w":15}}
{"op":"+I","data":{"id":3,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":null}}

EXPECT FINAL on_too
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":null}}

EXPECT FINAL greatest
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL counted
{"op":"+I","data":{"id":1,"n":1}}
{"op":"+I","data":{"id":2,"n":2}}
{"op":"+I","data":{"id":3,"n":0}}
{"op":"+I","data":{"id":4,"n":0}}
{"op":"+I","data":{"id":5,"n":1}}

EXPECT FINAL per_group
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL distinct_values
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":2,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}
