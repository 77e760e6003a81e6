-- flink: differs in-empty
-- IN of no rows is FALSE, of a NULL too; rows do not wait for the subquery.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE c (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE as_value (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE below_or (id INT) WITH ('connector' = 'test');
CREATE TABLE correlated (id INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE no_key (id INT, n BIGINT) WITH ('connector' = 'test');
CREATE TABLE compared (id INT, s STRING) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO as_value SELECT id, CAST(k IN (SELECT k FROM b) AS STRING) FROM a;
INSERT INTO below_or SELECT id FROM a WHERE k > 1 OR k NOT IN (SELECT k FROM b);
INSERT INTO correlated SELECT id, CAST(k IN (SELECT k FROM c WHERE c.w < a.v) AS STRING) FROM a;
INSERT INTO no_key SELECT id, (SELECT COUNT(*) FROM c WHERE c.w < 3 OR c.k = a.k) FROM a;
INSERT INTO compared SELECT id, CAST(k > ALL (SELECT k FROM b) AS STRING) FROM a;
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"v":1}}
{"op":"+I","data":{"id":2,"k":null,"v":1}}

INPUT b
{"op":"+I","data":{"k":1,"w":1}}
{"op":"-D","data":{"k":1,"w":1}}

EXPECT FINAL as_value
{"op":"+I","data":{"id":1,"s":"FALSE"}}
{"op":"+I","data":{"id":2,"s":"FALSE"}}

EXPECT FINAL below_or
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}

INPUT c
{"op":"+I","data":{"k":1,"w":2}}

EXPECT FINAL correlated
{"op":"+I","data":{"id":1,"s":"FALSE"}}
{"op":"+I","data":{"id":2,"s":"FALSE"}}

EXPECT FINAL no_key
{"op":"+I","data":{"id":1,"n":1}}
{"op":"+I","data":{"id":2,"n":1}}

EXPECT FINAL compared
{"op":"+I","data":{"id":1,"s":"TRUE"}}
{"op":"+I","data":{"id":2,"s":"TRUE"}}
