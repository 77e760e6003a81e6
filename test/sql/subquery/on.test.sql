-- flink: same
-- Values of subqueries in ON: an inner join tests them behind, an outer one before it decides that a row has no match.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE inner_join (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE left_join (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE behind_join (id INT, w INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO inner_join SELECT id, w FROM a JOIN b ON a.k = b.k AND a.v > (SELECT MIN(w) FROM b);
INSERT INTO left_join SELECT id, w FROM a LEFT JOIN b ON a.k = b.k AND b.w > (SELECT MAX(v) - 30 FROM a);
INSERT INTO behind_join SELECT a.id, (SELECT MAX(x.w) FROM b AS x WHERE x.k = b.k AND x.w < a.v + 10) FROM a JOIN b ON a.k = b.k AND b.w > 10;
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

EXPECT FINAL inner_join
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":2,"w":null}}

EXPECT FINAL left_join
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL behind_join
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":5,"w":null}}
