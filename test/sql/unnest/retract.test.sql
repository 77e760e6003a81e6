-- flink: same
-- A row that is taken back takes all its elements back; an update may have more elements or fewer.
CREATE TABLE a (id INT, arr ARRAY<INT>) WITH ('connector' = 'test');
CREATE TABLE crossed (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, x INT) WITH ('connector' = 'test');
CREATE TABLE sums (x INT, n BIGINT, ids BIGINT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO crossed SELECT id, x FROM a CROSS JOIN UNNEST(arr) AS u(x);
INSERT INTO kept SELECT id, x FROM a LEFT JOIN UNNEST(arr) AS u(x) ON x < 5;
INSERT INTO sums SELECT x, COUNT(*), SUM(CAST(id AS BIGINT)) FROM a CROSS JOIN UNNEST(arr) AS u(x) GROUP BY x;
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":[1,2]}}
{"op":"-U","data":{"id":1,"arr":[1,2]}}
{"op":"+U","data":{"id":1,"arr":[2,3,9]}}
{"op":"+I","data":{"id":2,"arr":[9]}}
{"op":"-U","data":{"id":2,"arr":[9]}}
{"op":"+U","data":{"id":2,"arr":[]}}
{"op":"+I","data":{"id":3,"arr":[2,null]}}
{"op":"-D","data":{"id":1,"arr":[2,3,9]}}
{"op":"-D","data":{"id":2,"arr":[]}}

EXPECT ORDERED crossed
{"op":"+I","data":{"id":1,"x":1}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"-U","data":{"id":1,"x":1}}
{"op":"-U","data":{"id":1,"x":2}}
{"op":"+U","data":{"id":1,"x":2}}
{"op":"+U","data":{"id":1,"x":3}}
{"op":"+U","data":{"id":1,"x":9}}
{"op":"+I","data":{"id":2,"x":9}}
{"op":"-U","data":{"id":2,"x":9}}
{"op":"+I","data":{"id":3,"x":2}}
{"op":"+I","data":{"id":3,"x":null}}
{"op":"-D","data":{"id":1,"x":2}}
{"op":"-D","data":{"id":1,"x":3}}
{"op":"-D","data":{"id":1,"x":9}}

EXPECT ORDERED kept
{"op":"+I","data":{"id":1,"x":1}}
{"op":"+I","data":{"id":1,"x":2}}
{"op":"-U","data":{"id":1,"x":1}}
{"op":"-U","data":{"id":1,"x":2}}
{"op":"+U","data":{"id":1,"x":2}}
{"op":"+U","data":{"id":1,"x":3}}
{"op":"+I","data":{"id":2,"x":null}}
{"op":"-U","data":{"id":2,"x":null}}
{"op":"+U","data":{"id":2,"x":null}}
{"op":"+I","data":{"id":3,"x":2}}
{"op":"-D","data":{"id":1,"x":2}}
{"op":"-D","data":{"id":1,"x":3}}
{"op":"-D","data":{"id":2,"x":null}}

EXPECT ORDERED sums
{"op":"+I","data":{"x":1,"n":1,"ids":1}}
{"op":"+I","data":{"x":2,"n":1,"ids":1}}
{"op":"-D","data":{"x":1,"n":1,"ids":1}}
{"op":"-D","data":{"x":2,"n":1,"ids":1}}
{"op":"+I","data":{"x":2,"n":1,"ids":1}}
{"op":"+I","data":{"x":3,"n":1,"ids":1}}
{"op":"+I","data":{"x":9,"n":1,"ids":1}}
{"op":"-U","data":{"x":9,"n":1,"ids":1}}
{"op":"+U","data":{"x":9,"n":2,"ids":3}}
{"op":"-U","data":{"x":9,"n":2,"ids":3}}
{"op":"+U","data":{"x":9,"n":1,"ids":1}}
{"op":"-U","data":{"x":2,"n":1,"ids":1}}
{"op":"+U","data":{"x":2,"n":2,"ids":4}}
{"op":"+I","data":{"x":null,"n":1,"ids":3}}
{"op":"-U","data":{"x":2,"n":2,"ids":4}}
{"op":"+U","data":{"x":2,"n":1,"ids":3}}
{"op":"-D","data":{"x":3,"n":1,"ids":1}}
{"op":"-D","data":{"x":9,"n":1,"ids":1}}
