-- flink: same
-- The value of a query that has one row for each row around, without aggregate.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE c (k INT, y INT) WITH ('connector' = 'test');
CREATE TABLE of_key (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE of_all (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE distinct_value (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE greatest (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE tested (id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO of_key SELECT id, (SELECT y FROM c WHERE c.k = a.k) FROM a;
INSERT INTO of_all SELECT id, (SELECT y FROM c WHERE c.k = 2) FROM a;
INSERT INTO distinct_value SELECT id, (SELECT DISTINCT y FROM c WHERE c.k = a.k) FROM a;
INSERT INTO greatest SELECT id, (SELECT w FROM b ORDER BY w DESC LIMIT 1) FROM a;
INSERT INTO tested SELECT id FROM a WHERE v < (SELECT y FROM c WHERE c.k = a.k);
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
{"op":"+I","data":{"k":2,"y":10}}
{"op":"-U","data":{"k":1,"y":100}}
{"op":"+U","data":{"k":1,"y":101}}
{"op":"+I","data":{"k":3,"y":null}}

EXPECT FINAL of_key
{"op":"+I","data":{"id":1,"w":101}}
{"op":"+I","data":{"id":2,"w":10}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":101}}

EXPECT FINAL of_all
{"op":"+I","data":{"id":1,"w":10}}
{"op":"+I","data":{"id":2,"w":10}}
{"op":"+I","data":{"id":3,"w":10}}
{"op":"+I","data":{"id":4,"w":10}}
{"op":"+I","data":{"id":5,"w":10}}

EXPECT FINAL distinct_value
{"op":"+I","data":{"id":1,"w":101}}
{"op":"+I","data":{"id":2,"w":10}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":101}}

EXPECT FINAL greatest
{"op":"+I","data":{"id":1,"w":25}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":25}}
{"op":"+I","data":{"id":4,"w":25}}
{"op":"+I","data":{"id":5,"w":25}}

EXPECT FINAL tested
{"op":"+I","data":{"id":1}}
