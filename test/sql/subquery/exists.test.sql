-- flink: same
-- EXISTS with conditions that use the query around: equal keys, and one more that is checked per pair.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE some_rows (id INT) WITH ('connector' = 'test');
CREATE TABLE no_rows (id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO some_rows SELECT id FROM a WHERE EXISTS (SELECT * FROM b WHERE b.k = a.k AND b.w > a.v AND b.w < 100);
INSERT INTO no_rows SELECT id FROM a AS x WHERE NOT EXISTS (SELECT 1 FROM b WHERE k = x.k AND w > v);
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"v":10}}
{"op":"+I","data":{"id":2,"k":null,"v":10}}

INPUT b
{"op":"+I","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":1,"w":20}}
{"op":"+I","data":{"k":1,"w":200}}
{"op":"+I","data":{"k":null,"w":20}}

INPUT a
{"op":"+I","data":{"id":3,"k":1,"v":50}}
{"op":"+I","data":{"id":4,"k":1,"v":500}}

EXPECT ORDERED some_rows
{"op":"+I","data":{"id":1}}

EXPECT ORDERED no_rows
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
{"op":"-D","data":{"id":1}}
{"op":"+I","data":{"id":4}}
