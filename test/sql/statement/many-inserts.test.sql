-- flink: same
-- A pipeline of many queries: what each stream's readers use was forgotten when the table that holds it grew (seen from eight on).
CREATE TABLE t (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s (n INT, id INT, v INT) WITH ('connector'='test');
INSERT INTO s SELECT 0, id, MAX(v) FROM (SELECT id, v + 0 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 0) GROUP BY id;
INSERT INTO s SELECT 1, id, MAX(v) FROM (SELECT id, v + 1 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 1) GROUP BY id;
INSERT INTO s SELECT 2, id, MAX(v) FROM (SELECT id, v + 2 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 2) GROUP BY id;
INSERT INTO s SELECT 3, id, MAX(v) FROM (SELECT id, v + 3 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 3) GROUP BY id;
INSERT INTO s SELECT 4, id, MAX(v) FROM (SELECT id, v + 4 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 4) GROUP BY id;
INSERT INTO s SELECT 5, id, MAX(v) FROM (SELECT id, v + 5 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 5) GROUP BY id;
INSERT INTO s SELECT 6, id, MAX(v) FROM (SELECT id, v + 6 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 6) GROUP BY id;
INSERT INTO s SELECT 7, id, MAX(v) FROM (SELECT id, v + 7 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 7) GROUP BY id;
INSERT INTO s SELECT 8, id, MAX(v) FROM (SELECT id, v + 8 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 8) GROUP BY id;
INSERT INTO s SELECT 9, id, MAX(v) FROM (SELECT id, v + 9 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 9) GROUP BY id;
INSERT INTO s SELECT 10, id, MAX(v) FROM (SELECT id, v + 10 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 10) GROUP BY id;
INSERT INTO s SELECT 11, id, MAX(v) FROM (SELECT id, v + 11 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 11) GROUP BY id;

INPUT t
{"op":"+I","data":{"id":1,"v":5}}
{"op":"+I","data":{"id":2,"v":7}}

EXPECT MULTISET s
{"op":"+I","data":{"n":0,"id":1,"v":5}}
{"op":"+I","data":{"n":0,"id":2,"v":7}}
{"op":"+I","data":{"n":0,"id":5,"v":1}}
{"op":"+I","data":{"n":0,"id":7,"v":2}}
{"op":"+I","data":{"n":1,"id":1,"v":6}}
{"op":"+I","data":{"n":1,"id":2,"v":8}}
{"op":"+I","data":{"n":1,"id":5,"v":1}}
{"op":"+I","data":{"n":1,"id":7,"v":2}}
{"op":"+I","data":{"n":2,"id":1,"v":7}}
{"op":"+I","data":{"n":2,"id":2,"v":9}}
{"op":"+I","data":{"n":2,"id":5,"v":1}}
{"op":"+I","data":{"n":2,"id":7,"v":2}}
{"op":"+I","data":{"n":3,"id":1,"v":8}}
{"op":"+I","data":{"n":3,"id":2,"v":10}}
{"op":"+I","data":{"n":3,"id":5,"v":1}}
{"op":"+I","data":{"n":3,"id":7,"v":2}}
{"op":"+I","data":{"n":4,"id":1,"v":9}}
{"op":"+I","data":{"n":4,"id":2,"v":11}}
{"op":"+I","data":{"n":4,"id":5,"v":1}}
{"op":"+I","data":{"n":4,"id":7,"v":2}}
{"op":"+I","data":{"n":5,"id":1,"v":10}}
{"op":"+I","data":{"n":5,"id":2,"v":12}}
{"op":"+I","data":{"n":5,"id":7,"v":2}}
{"op":"+I","data":{"n":6,"id":1,"v":11}}
{"op":"+I","data":{"n":6,"id":2,"v":13}}
{"op":"+I","data":{"n":6,"id":7,"v":2}}
{"op":"+I","data":{"n":7,"id":1,"v":12}}
{"op":"+I","data":{"n":7,"id":2,"v":14}}
{"op":"+I","data":{"n":8,"id":1,"v":13}}
{"op":"+I","data":{"n":8,"id":2,"v":15}}
{"op":"+I","data":{"n":9,"id":1,"v":14}}
{"op":"+I","data":{"n":9,"id":2,"v":16}}
{"op":"+I","data":{"n":10,"id":1,"v":15}}
{"op":"+I","data":{"n":10,"id":2,"v":17}}
{"op":"+I","data":{"n":11,"id":1,"v":16}}
{"op":"+I","data":{"n":11,"id":2,"v":18}}
