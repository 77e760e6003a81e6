-- flink: same
-- Subqueries below OR and NOT are values: TRUE, FALSE or NULL.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE in_list (id INT) WITH ('connector' = 'test');
CREATE TABLE not_in_list (id INT) WITH ('connector' = 'test');
CREATE TABLE found (id INT) WITH ('connector' = 'test');
CREATE TABLE not_found (id INT) WITH ('connector' = 'test');
CREATE TABLE both_negated (id INT) WITH ('connector' = 'test');
CREATE TABLE correlated_in (id INT) WITH ('connector' = 'test');
CREATE TABLE correlated_not_in (id INT) WITH ('connector' = 'test');
CREATE TABLE is_unknown (id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO in_list SELECT id FROM a WHERE v > 25 OR k IN (SELECT k FROM b WHERE w > 10);
INSERT INTO not_in_list SELECT id FROM a WHERE v > 35 OR k NOT IN (SELECT k FROM b);
INSERT INTO found SELECT id FROM a WHERE v > 25 OR EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND b.w > a.v);
INSERT INTO not_found SELECT id FROM a WHERE v > 35 OR NOT EXISTS (SELECT 1 FROM b WHERE b.k = a.k);
INSERT INTO both_negated SELECT id FROM a WHERE NOT (v < 15 OR k IN (SELECT k FROM b WHERE w > 20));
INSERT INTO correlated_in SELECT id FROM a WHERE v > 35 OR v IN (SELECT w + 5 FROM b WHERE b.k = a.k);
INSERT INTO correlated_not_in SELECT id FROM a WHERE v > 35 OR v NOT IN (SELECT w + 5 FROM b WHERE b.k = a.k);
INSERT INTO is_unknown SELECT id FROM a WHERE (k IN (SELECT k FROM b)) IS NULL;
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

EXPECT FINAL in_list
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}
{"op":"+I","data":{"id":5}}

EXPECT FINAL not_in_list
{"op":"+I","data":{"id":4}}

EXPECT FINAL found
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}

EXPECT FINAL not_found
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}

EXPECT FINAL both_negated
{"op":"+I","data":{"id":3}}

EXPECT FINAL correlated_in
{"op":"+I","data":{"id":4}}

EXPECT FINAL correlated_not_in
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}

EXPECT FINAL is_unknown
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}
