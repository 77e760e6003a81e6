-- flink: same
-- Subqueries that use columns around beside equalities: in other conditions, in aggregates, without any link of their own.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE by_order (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE counted (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE TABLE in_argument (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE either (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE own_only (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE own_counted (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE TABLE no_table (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE operand (id INT) WITH ('connector' = 'test');
CREATE TABLE selected (id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO by_order SELECT id, (SELECT SUM(w) FROM b WHERE b.k < a.k) FROM a;
INSERT INTO counted SELECT id, (SELECT COUNT(*) FROM b WHERE b.k < a.k) FROM a;
INSERT INTO in_argument SELECT id, (SELECT SUM(w + a.v) FROM b WHERE b.k = a.k) FROM a;
INSERT INTO either SELECT id, (SELECT MAX(w) FROM b WHERE b.k = a.k OR b.w = 25) FROM a WHERE k IS NOT NULL;
INSERT INTO own_only SELECT id, (SELECT MAX(w) FROM b WHERE a.v > 15) FROM a;
INSERT INTO own_counted SELECT id, (SELECT COUNT(*) FROM b WHERE a.v > 15) FROM a;
INSERT INTO no_table SELECT id, (SELECT a.v + 1) FROM a;
INSERT INTO operand SELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE a.k IN (SELECT k FROM b WHERE w > 10) AND b.k = a.k);
INSERT INTO selected SELECT id FROM a WHERE v IN (SELECT a.v FROM b WHERE b.k = a.k);
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

EXPECT FINAL by_order
{"op":"+I","data":{"id":1,"w":null}}
{"op":"+I","data":{"id":2,"w":15}}
{"op":"+I","data":{"id":3,"w":40}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":null}}

EXPECT FINAL counted
{"op":"+I","data":{"id":1,"n":0}}
{"op":"+I","data":{"id":2,"n":1}}
{"op":"+I","data":{"id":3,"n":3}}
{"op":"+I","data":{"id":4,"n":0}}
{"op":"+I","data":{"id":5,"n":0}}

EXPECT FINAL in_argument
{"op":"+I","data":{"id":1,"w":25}}
{"op":"+I","data":{"id":2,"w":45}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":null}}

EXPECT FINAL either
{"op":"+I","data":{"id":1,"w":25}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":25}}
{"op":"+I","data":{"id":5,"w":25}}

EXPECT FINAL own_only
{"op":"+I","data":{"id":1,"w":null}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":25}}
{"op":"+I","data":{"id":4,"w":25}}
{"op":"+I","data":{"id":5,"w":null}}

EXPECT FINAL own_counted
{"op":"+I","data":{"id":1,"n":0}}
{"op":"+I","data":{"id":2,"n":4}}
{"op":"+I","data":{"id":3,"n":4}}
{"op":"+I","data":{"id":4,"n":4}}
{"op":"+I","data":{"id":5,"n":0}}

EXPECT FINAL no_table
{"op":"+I","data":{"id":1,"w":11}}
{"op":"+I","data":{"id":2,"w":21}}
{"op":"+I","data":{"id":3,"w":31}}
{"op":"+I","data":{"id":4,"w":41}}
{"op":"+I","data":{"id":5,"w":null}}

EXPECT FINAL operand
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
{"op":"+I","data":{"id":5}}

EXPECT FINAL selected
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
