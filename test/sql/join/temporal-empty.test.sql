-- flink: same
-- Either side without rows.
CREATE TABLE orders (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE nobody (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE rates (k INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE lefts (id INT, v INT) WITH ('connector' = 'test');
CREATE TABLE inners (id INT, v INT) WITH ('connector' = 'test');
CREATE TABLE nothing (id INT, v INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO lefts SELECT o.id, n.id FROM orders AS o LEFT JOIN nobody FOR SYSTEM_TIME AS OF o.t AS n ON o.k = n.k;
INSERT INTO inners SELECT o.id, n.id FROM orders AS o JOIN nobody FOR SYSTEM_TIME AS OF o.t AS n ON o.k = n.k;
INSERT INTO nothing SELECT n.id, v FROM nobody AS n LEFT JOIN rates FOR SYSTEM_TIME AS OF n.t AS r ON n.k = r.k;
END;

INPUT nobody

INPUT rates
{"op":"+I","data":{"k":1,"v":1,"t":"2020-01-01 00:00:01"}}

INPUT orders
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":2,"k":null,"t":"2020-01-01 00:00:03"}}

EXPECT MULTISET lefts
{"op":"+I","data":{"id":1,"v":null}}
{"op":"+I","data":{"id":2,"v":null}}

EXPECT MULTISET inners

EXPECT MULTISET nothing
