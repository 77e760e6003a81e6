-- flink: same
-- Rows of the left that are updated or deleted find their versions like others, and go on in their own kinds.
CREATE TABLE orders (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '10' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE rates (k INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '10' SECOND, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE lefts (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE counts (v INT, n BIGINT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO lefts SELECT id, o.k, v FROM orders AS o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.k = r.k;
INSERT INTO counts SELECT v, COUNT(*) FROM orders AS o JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.k = r.k GROUP BY v;
END;

INPUT rates
{"op":"+I","data":{"k":1,"v":10,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":1,"v":11,"t":"2020-01-01 00:00:05"}}

INPUT orders
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":2,"k":2,"t":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"k":1,"t":"2020-01-01 00:00:03"}}
{"op":"-U","data":{"id":1,"k":1,"t":"2020-01-01 00:00:02"}}
{"op":"+U","data":{"id":1,"k":1,"t":"2020-01-01 00:00:06"}}
{"op":"-U","data":{"id":2,"k":2,"t":"2020-01-01 00:00:02"}}
{"op":"+U","data":{"id":2,"k":1,"t":"2020-01-01 00:00:07"}}
{"op":"-D","data":{"id":3,"k":1,"t":"2020-01-01 00:00:03"}}

EXPECT MULTISET lefts
{"op":"+I","data":{"id":1,"k":1,"v":10}}
{"op":"+I","data":{"id":2,"k":2,"v":null}}
{"op":"+I","data":{"id":3,"k":1,"v":10}}
{"op":"-U","data":{"id":1,"k":1,"v":10}}
{"op":"+U","data":{"id":1,"k":1,"v":11}}
{"op":"-U","data":{"id":2,"k":2,"v":null}}
{"op":"+U","data":{"id":2,"k":1,"v":11}}
{"op":"-D","data":{"id":3,"k":1,"v":10}}

EXPECT FINAL counts
{"op":"+I","data":{"v":11,"n":2}}
