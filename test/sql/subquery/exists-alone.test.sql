-- flink: same
-- EXISTS without a link to the query around: all rows or none.
CREATE TABLE a (id INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT) WITH ('connector' = 'test');
CREATE TABLE paired (id INT) WITH ('connector' = 'test');
INSERT INTO paired SELECT id FROM a WHERE EXISTS (SELECT k FROM b WHERE k > 5);

INPUT a
{"op":"+I","data":{"id":1}}

INPUT b
{"op":"+I","data":{"k":1}}
{"op":"+I","data":{"k":6}}
{"op":"+I","data":{"k":7}}

INPUT a
{"op":"+I","data":{"id":2}}

EXPECT ORDERED paired
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}
