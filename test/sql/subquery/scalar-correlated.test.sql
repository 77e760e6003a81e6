-- flink: same
-- The value of an aggregate for each row around: COUNT of no rows is 0, other aggregates are NULL.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE greatest (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE counted (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE TABLE counted_more (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE TABLE instead (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE nothing (id INT) WITH ('connector' = 'test');
CREATE TABLE either (id INT) WITH ('connector' = 'test');
CREATE TABLE distinct_values (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE TABLE of_key (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE several (id INT, w INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO greatest SELECT id, (SELECT MAX(w) FROM b WHERE b.k = a.k) FROM a;
INSERT INTO counted SELECT id, (SELECT COUNT(*) FROM b WHERE b.k = a.k) FROM a;
INSERT INTO counted_more SELECT id, (SELECT COUNT(w) * 2 + 1 FROM b WHERE b.k = a.k) FROM a;
INSERT INTO instead SELECT id, (SELECT COALESCE(MAX(w), -1) FROM b WHERE b.k = a.k) FROM a;
INSERT INTO nothing SELECT id FROM a WHERE (SELECT COUNT(*) FROM b WHERE b.k = a.k) = 0;
INSERT INTO either SELECT id FROM a WHERE k = 3 OR v > (SELECT MIN(w) - 10 FROM b WHERE b.k = a.k);
INSERT INTO distinct_values SELECT id, (SELECT COUNT(DISTINCT w) FROM b WHERE b.k = a.k) FROM a;
INSERT INTO of_key SELECT id, (SELECT MAX(w) FROM b WHERE b.k = a.k GROUP BY k) FROM a;
INSERT INTO several SELECT id, (SELECT MAX(w) FROM b WHERE b.k = a.k HAVING COUNT(*) > 1) FROM a;
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

EXPECT FINAL greatest
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL counted
{"op":"+I","data":{"id":1,"n":1}}
{"op":"+I","data":{"id":2,"n":2}}
{"op":"+I","data":{"id":3,"n":0}}
{"op":"+I","data":{"id":4,"n":0}}
{"op":"+I","data":{"id":5,"n":1}}

EXPECT FINAL counted_more
{"op":"+I","data":{"id":1,"n":3}}
{"op":"+I","data":{"id":2,"n":3}}
{"op":"+I","data":{"id":3,"n":1}}
{"op":"+I","data":{"id":4,"n":1}}
{"op":"+I","data":{"id":5,"n":3}}

EXPECT FINAL instead
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":-1}}
{"op":"+I","data":{"id":4,"w":-1}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL nothing
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}

EXPECT FINAL either
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
{"op":"+I","data":{"id":3}}

EXPECT FINAL distinct_values
{"op":"+I","data":{"id":1,"n":1}}
{"op":"+I","data":{"id":2,"n":1}}
{"op":"+I","data":{"id":3,"n":0}}
{"op":"+I","data":{"id":4,"n":0}}
{"op":"+I","data":{"id":5,"n":1}}

EXPECT FINAL of_key
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL several
{"op":"+I","data":{"id":1,"w":null}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":null}}
