-- flink: same
-- NOT IN gives nothing once the subquery has a NULL, and no row whose own value is NULL unless the subquery is empty.
CREATE TABLE a (id INT, k INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, k INT) WITH ('connector' = 'test');
INSERT INTO paired SELECT id, k FROM a WHERE k NOT IN (SELECT k FROM b);

INPUT a
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":2,"k":null}}

INPUT b
{"op":"+I","data":{"k":2}}

INPUT a
{"op":"+I","data":{"id":3,"k":2}}
{"op":"+I","data":{"id":4,"k":3}}

INPUT b
{"op":"+I","data":{"k":null}}
{"op":"-D","data":{"k":null}}
{"op":"-D","data":{"k":2}}

EXPECT ORDERED paired
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":2,"k":null}}
{"op":"-D","data":{"id":2,"k":null}}
{"op":"+I","data":{"id":4,"k":3}}
{"op":"-D","data":{"id":1,"k":1}}
{"op":"-D","data":{"id":4,"k":3}}
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":4,"k":3}}
{"op":"+I","data":{"id":2,"k":null}}
{"op":"+I","data":{"id":3,"k":2}}
