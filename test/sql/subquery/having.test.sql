-- flink: same
-- Subqueries in HAVING and beside aggregates; without links to single rows.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE of_key (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE of_sum (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE of_value (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE beside (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE inside (v INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO of_key SELECT k, SUM(v) FROM a GROUP BY k HAVING k IN (SELECT k FROM b);
INSERT INTO of_sum SELECT k, SUM(v) FROM a GROUP BY k HAVING SUM(v) IN (SELECT w - 5 FROM b);
INSERT INTO of_value SELECT k, SUM(v) FROM a GROUP BY k HAVING SUM(v) > (SELECT MIN(w) + 10 FROM b);
INSERT INTO beside SELECT k, SUM(v) + (SELECT MAX(w) FROM b) FROM a GROUP BY k;
INSERT INTO inside SELECT SUM((SELECT MAX(w) FROM b WHERE b.k = a.k)) FROM a;
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

EXPECT FINAL of_key
{"op":"+I","data":{"k":1,"v":10}}
{"op":"+I","data":{"k":2,"v":20}}

EXPECT FINAL of_sum
{"op":"+I","data":{"k":1,"v":10}}
{"op":"+I","data":{"k":2,"v":20}}

EXPECT FINAL of_value
{"op":"+I","data":{"k":2,"v":20}}
{"op":"+I","data":{"k":3,"v":30}}
{"op":"+I","data":{"k":null,"v":40}}

EXPECT FINAL beside
{"op":"+I","data":{"k":1,"v":35}}
{"op":"+I","data":{"k":2,"v":45}}
{"op":"+I","data":{"k":3,"v":55}}
{"op":"+I","data":{"k":null,"v":65}}

EXPECT FINAL inside
{"op":"+I","data":{"v":55}}
