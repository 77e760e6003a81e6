-- flink: same
-- A side without rows: an inner join gives nothing, an outer one the other side.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE inner_result (k INT, v INT, w INT) WITH ('connector' = 'test');
CREATE TABLE full_result (ak INT, v INT, bk INT, w INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO inner_result SELECT a.k, v, w FROM a JOIN b ON a.k = b.k;
INSERT INTO full_result SELECT a.k, v, b.k, w FROM a FULL JOIN b ON a.k = b.k;
END;

INPUT a
{"op":"+I","data":{"k":1,"v":1}}

INPUT b

EXPECT ORDERED inner_result

EXPECT ORDERED full_result
{"op":"+I","data":{"ak":1,"v":1,"bk":null,"w":null}}
