-- flink: same
-- Without rows no set has a group, not even the empty one.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT a, COUNT(*) FROM orders GROUP BY ROLLUP (a);

INPUT orders

EXPECT MULTISET sink1
