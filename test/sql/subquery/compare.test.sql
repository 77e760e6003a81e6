-- flink: same
-- Comparisons with ANY and ALL rows of a subquery, in SELECT and in WHERE.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE greater_any (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE greater_all (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE less_all (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE unequal_any (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE of_key (id INT) WITH ('connector' = 'test');
CREATE TABLE any_of_key (id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO greater_any SELECT id, CAST(v > ANY (SELECT w FROM b) AS STRING) FROM a;
INSERT INTO greater_all SELECT id, CAST(v > ALL (SELECT w FROM b WHERE w IS NOT NULL) AS STRING) FROM a;
INSERT INTO less_all SELECT id, CAST(v <= ALL (SELECT w FROM b) AS STRING) FROM a;
INSERT INTO unequal_any SELECT id, CAST(v <> ANY (SELECT w + 15 FROM b) AS STRING) FROM a;
INSERT INTO of_key SELECT id FROM a WHERE v > ALL (SELECT w FROM b WHERE b.k = a.k);
INSERT INTO any_of_key SELECT id FROM a WHERE v < ANY (SELECT w FROM b WHERE b.k = a.k);
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

EXPECT FINAL greater_any
{"op":"+I","data":{"id":1,"s":"TRUE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
{"op":"+I","data":{"id":3,"s":"TRUE"}}
{"op":"+I","data":{"id":4,"s":"TRUE"}}
{"op":"+I","data":{"id":5,"s":null}}

EXPECT FINAL greater_all
{"op":"+I","data":{"id":1,"s":"FALSE"}}
{"op":"+I","data":{"id":2,"s":"FALSE"}}
{"op":"+I","data":{"id":3,"s":"TRUE"}}
{"op":"+I","data":{"id":4,"s":"TRUE"}}
{"op":"+I","data":{"id":5,"s":null}}

EXPECT FINAL less_all
{"op":"+I","data":{"id":1,"s":"FALSE"}}
{"op":"+I","data":{"id":2,"s":"FALSE"}}
{"op":"+I","data":{"id":3,"s":"FALSE"}}
{"op":"+I","data":{"id":4,"s":"FALSE"}}
{"op":"+I","data":{"id":5,"s":null}}

EXPECT FINAL unequal_any
{"op":"+I","data":{"id":1,"s":"TRUE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
{"op":"+I","data":{"id":3,"s":"TRUE"}}
{"op":"+I","data":{"id":4,"s":"TRUE"}}
{"op":"+I","data":{"id":5,"s":null}}

EXPECT FINAL of_key
{"op":"+I","data":{"id":3}}
{"op":"+I","data":{"id":4}}

EXPECT FINAL any_of_key
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
