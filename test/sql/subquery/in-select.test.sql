-- flink: same
-- IN and EXISTS as values in SELECT: NULL where the operand is NULL or a row is and none is equal.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE in_list (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE in_present (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE not_in_list (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE correlated (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE by_order (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE found (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE found_any (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE chosen (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE grouped (s STRING, n BIGINT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO in_list SELECT id, CAST(k IN (SELECT k FROM b) AS STRING) FROM a;
INSERT INTO in_present SELECT id, CAST(k IN (SELECT k FROM b WHERE k IS NOT NULL) AS STRING) FROM a;
INSERT INTO not_in_list SELECT id, CAST(k NOT IN (SELECT k FROM b) AS STRING) FROM a;
INSERT INTO correlated SELECT id, CAST(v IN (SELECT w + 5 FROM b WHERE b.k = a.k) AS STRING) FROM a;
INSERT INTO by_order SELECT id, CAST(v IN (SELECT w + 5 FROM b WHERE b.k < a.k) AS STRING) FROM a WHERE v IS NOT NULL;
INSERT INTO found SELECT id, CAST(EXISTS (SELECT 1 FROM b WHERE b.k = a.k) AS STRING) FROM a;
INSERT INTO found_any SELECT id, CAST(EXISTS (SELECT 1 FROM b WHERE w > 20) AS STRING) FROM a;
INSERT INTO chosen SELECT id, CASE WHEN k IN (SELECT k FROM b WHERE w > 10) THEN 1 ELSE 2 END FROM a;
INSERT INTO grouped SELECT CAST(k IN (SELECT k FROM b WHERE w > 20) AS STRING), COUNT(*) FROM a GROUP BY k IN (SELECT k FROM b WHERE w > 20);
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
{"op":"+I","data":{"id":1,"s":"TRUE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
{"op":"+I","data":{"id":3,"s":null}}
{"op":"+I","data":{"id":4,"s":null}}
{"op":"+I","data":{"id":5,"s":"TRUE"}}

EXPECT FINAL in_present
{"op":"+I","data":{"id":1,"s":"TRUE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
{"op":"+I","data":{"id":3,"s":"FALSE"}}
{"op":"+I","data":{"id":4,"s":null}}
{"op":"+I","data":{"id":5,"s":"TRUE"}}

EXPECT FINAL not_in_list
{"op":"+I","data":{"id":1,"s":"FALSE"}}
{"op":"+I","data":{"id":2,"s":"FALSE"}}
{"op":"+I","data":{"id":3,"s":null}}
{"op":"+I","data":{"id":4,"s":null}}
{"op":"+I","data":{"id":5,"s":"FALSE"}}

EXPECT FINAL correlated
{"op":"+I","data":{"id":1,"s":"FALSE"}}
{"op":"+I","data":{"id":2,"s":null}}
{"op":"+I","data":{"id":3,"s":"FALSE"}}
{"op":"+I","data":{"id":4,"s":"FALSE"}}
{"op":"+I","data":{"id":5,"s":null}}

EXPECT FINAL by_order
{"op":"+I","data":{"id":1,"s":"FALSE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
{"op":"+I","data":{"id":3,"s":"TRUE"}}
{"op":"+I","data":{"id":4,"s":"FALSE"}}

EXPECT FINAL found
{"op":"+I","data":{"id":1,"s":"TRUE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
{"op":"+I","data":{"id":3,"s":"FALSE"}}
{"op":"+I","data":{"id":4,"s":"FALSE"}}
{"op":"+I","data":{"id":5,"s":"TRUE"}}

EXPECT FINAL found_any
{"op":"+I","data":{"id":1,"s":"TRUE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
{"op":"+I","data":{"id":3,"s":"TRUE"}}
{"op":"+I","data":{"id":4,"s":"TRUE"}}
{"op":"+I","data":{"id":5,"s":"TRUE"}}

EXPECT FINAL chosen
{"op":"+I","data":{"id":1,"w":1}}
{"op":"+I","data":{"id":2,"w":1}}
{"op":"+I","data":{"id":3,"w":2}}
{"op":"+I","data":{"id":4,"w":2}}
{"op":"+I","data":{"id":5,"w":1}}

EXPECT FINAL grouped
{"op":"+I","data":{"s":"FALSE","n":3}}
{"op":"+I","data":{"s":"TRUE","n":1}}
{"op":"+I","data":{"s":null,"n":1}}
