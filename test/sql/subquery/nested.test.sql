-- flink: same
-- Subqueries inside subqueries, each using columns of the one around it.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE c (k INT, y INT) WITH ('connector' = 'test');
CREATE TABLE found (id INT) WITH ('connector' = 'test');
CREATE TABLE aggregated (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE compared (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE of_aggregate (id INT) WITH ('connector' = 'test');
CREATE TABLE of_group (id INT) WITH ('connector' = 'test');
CREATE TABLE in_aggregate (id INT) WITH ('connector' = 'test');
CREATE TABLE not_in_aggregate (id INT) WITH ('connector' = 'test');
CREATE TABLE always (id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO found SELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND EXISTS (SELECT 1 FROM c WHERE c.k = b.k));
INSERT INTO aggregated SELECT id, (SELECT MAX(w) FROM b WHERE b.k = a.k AND b.k IN (SELECT k FROM c)) FROM a;
INSERT INTO compared SELECT id, (SELECT MAX(w) FROM b WHERE b.k = a.k AND b.w > (SELECT MIN(y) - 90 FROM c WHERE c.k = b.k)) FROM a;
INSERT INTO of_aggregate SELECT id FROM a WHERE EXISTS (SELECT MAX(w) FROM b WHERE b.k = a.k HAVING COUNT(*) > 1);
INSERT INTO of_group SELECT id FROM a WHERE EXISTS (SELECT b.k FROM b WHERE b.k = a.k GROUP BY b.k HAVING COUNT(*) > 1);
INSERT INTO in_aggregate SELECT id FROM a WHERE v IN (SELECT MAX(w) - 5 FROM b WHERE b.k = a.k);
INSERT INTO not_in_aggregate SELECT id FROM a WHERE v NOT IN (SELECT MAX(w) - 5 FROM b WHERE b.k = a.k);
INSERT INTO always SELECT id FROM a WHERE EXISTS (SELECT MAX(w) FROM b WHERE b.k = a.k);
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

INPUT c
{"op":"+I","data":{"k":1,"y":100}}
{"op":"+I","data":{"k":2,"y":200}}

EXPECT FINAL found
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
{"op":"+I","data":{"id":5}}

EXPECT FINAL aggregated
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL compared
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":null}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL of_aggregate
{"op":"+I","data":{"id":2}}

EXPECT FINAL of_group
{"op":"+I","data":{"id":2}}

EXPECT FINAL in_aggregate
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}

EXPECT FINAL not_in_aggregate
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}

EXPECT FINAL always
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}
{"op":"+I","data":{"id":5}}
