-- flink: same
-- A pipeline of many queries: what each stream's readers use was forgotten when the table that holds it grew (seen from eight on).
CREATE TABLE t (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s0 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s1 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s2 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s3 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s4 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s5 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s6 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s7 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s8 (id INT, v INT) WITH ('connector'='test');
CREATE TABLE s9 (id INT, v INT) WITH ('connector'='test');
INSERT INTO s0 SELECT id, MAX(v) FROM (SELECT id, v + 0 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 0) GROUP BY id;
INSERT INTO s1 SELECT id, MAX(v) FROM (SELECT id, v + 1 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 1) GROUP BY id;
INSERT INTO s2 SELECT id, MAX(v) FROM (SELECT id, v + 2 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 2) GROUP BY id;
INSERT INTO s3 SELECT id, MAX(v) FROM (SELECT id, v + 3 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 3) GROUP BY id;
INSERT INTO s4 SELECT id, MAX(v) FROM (SELECT id, v + 4 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 4) GROUP BY id;
INSERT INTO s5 SELECT id, MAX(v) FROM (SELECT id, v + 5 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 5) GROUP BY id;
INSERT INTO s6 SELECT id, MAX(v) FROM (SELECT id, v + 6 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 6) GROUP BY id;
INSERT INTO s7 SELECT id, MAX(v) FROM (SELECT id, v + 7 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 7) GROUP BY id;
INSERT INTO s8 SELECT id, MAX(v) FROM (SELECT id, v + 8 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 8) GROUP BY id;
INSERT INTO s9 SELECT id, MAX(v) FROM (SELECT id, v + 9 AS v FROM t UNION ALL SELECT v, id FROM t WHERE v > 9) GROUP BY id;

INPUT t
{"op":"+I","data":{"id":1,"v":5}}
{"op":"+I","data":{"id":2,"v":7}}

EXPECT MULTISET s0
{"op":"+I","data":{"id":1,"v":5}}
{"op":"+I","data":{"id":2,"v":7}}
{"op":"+I","data":{"id":5,"v":1}}
{"op":"+I","data":{"id":7,"v":2}}

EXPECT MULTISET s1
{"op":"+I","data":{"id":1,"v":6}}
{"op":"+I","data":{"id":2,"v":8}}
{"op":"+I","data":{"id":5,"v":1}}
{"op":"+I","data":{"id":7,"v":2}}

EXPECT MULTISET s2
{"op":"+I","data":{"id":1,"v":7}}
{"op":"+I","data":{"id":2,"v":9}}
{"op":"+I","data":{"id":5,"v":1}}
{"op":"+I","data":{"id":7,"v":2}}

EXPECT MULTISET s3
{"op":"+I","data":{"id":1,"v":8}}
{"op":"+I","data":{"id":2,"v":10}}
{"op":"+I","data":{"id":5,"v":1}}
{"op":"+I","data":{"id":7,"v":2}}

EXPECT MULTISET s4
{"op":"+I","data":{"id":1,"v":9}}
{"op":"+I","data":{"id":2,"v":11}}
{"op":"+I","data":{"id":5,"v":1}}
{"op":"+I","data":{"id":7,"v":2}}

EXPECT MULTISET s5
{"op":"+I","data":{"id":1,"v":10}}
{"op":"+I","data":{"id":2,"v":12}}
{"op":"+I","data":{"id":7,"v":2}}

EXPECT MULTISET s6
{"op":"+I","data":{"id":1,"v":11}}
{"op":"+I","data":{"id":2,"v":13}}
{"op":"+I","data":{"id":7,"v":2}}

EXPECT MULTISET s7
{"op":"+I","data":{"id":1,"v":12}}
{"op":"+I","data":{"id":2,"v":14}}

EXPECT MULTISET s8
{"op":"+I","data":{"id":1,"v":13}}
{"op":"+I","data":{"id":2,"v":15}}

EXPECT MULTISET s9
{"op":"+I","data":{"id":1,"v":14}}
{"op":"+I","data":{"id":2,"v":16}}
