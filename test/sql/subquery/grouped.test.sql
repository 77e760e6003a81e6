-- flink: differs correlated-group
-- Subqueries behind GROUP BY that use the columns it groups by.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE found (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE beside (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE compared (k INT, v INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO found SELECT k, SUM(v) FROM a GROUP BY k HAVING EXISTS (SELECT 1 FROM b WHERE b.k = a.k);
INSERT INTO beside SELECT k, (SELECT MAX(w) FROM b WHERE b.k = a.k) FROM a GROUP BY k;
INSERT INTO compared SELECT k, SUM(v) FROM a GROUP BY k HAVING SUM(v) < (SELECT MAX(w) FROM b WHERE b.k = a.k);
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

EXPECT FINAL found
{"op":"+I","data":{"k":1,"v":10}}
{"op":"+I","data":{"k":2,"v":20}}

EXPECT FINAL beside
{"op":"+I","data":{"k":1,"w":15}}
{"op":"+I","data":{"k":2,"w":25}}
{"op":"+I","data":{"k":3,"w":null}}
{"op":"+I","data":{"k":null,"w":null}}

EXPECT FINAL compared
{"op":"+I","data":{"k":1,"v":10}}
{"op":"+I","data":{"k":2,"v":20}}
