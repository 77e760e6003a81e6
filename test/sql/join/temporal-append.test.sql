-- flink: same
-- A table that is only inserted into is versioned by its PRIMARY KEY, also where both sides are one table and where a row's version is the row itself.
CREATE TABLE orders (id INT, k INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t - INTERVAL '10' SECOND) WITH ('connector' = 'test');
CREATE TABLE rates (k INT, v INT, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t - INTERVAL '10' SECOND, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE joined (id INT, v INT) WITH ('connector' = 'test');
CREATE TABLE own (k INT, v INT, before INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO joined SELECT id, v FROM orders JOIN rates FOR SYSTEM_TIME AS OF orders.t ON orders.k = rates.k;
INSERT INTO own SELECT a.k, a.v, b.v FROM rates AS a JOIN rates FOR SYSTEM_TIME AS OF a.t AS b ON a.k = b.k;
END;

INPUT rates
{"op":"+I","data":{"k":1,"v":10,"t":"2020-01-01 00:00:10Z"}}
{"op":"+I","data":{"k":2,"v":20,"t":"2020-01-01 00:00:10Z"}}
{"op":"+I","data":{"k":1,"v":11,"t":"2020-01-01 00:00:20Z"}}
{"op":"+I","data":{"k":1,"v":12,"t":"2020-01-01 00:00:20Z"}}

INPUT orders
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:15Z"}}
{"op":"+I","data":{"id":2,"k":1,"t":"2020-01-01 00:00:20Z"}}
{"op":"+I","data":{"id":3,"k":2,"t":"2020-01-01 00:00:20Z"}}
{"op":"+I","data":{"id":4,"k":3,"t":"2020-01-01 00:00:20Z"}}

EXPECT MULTISET joined
{"op":"+I","data":{"id":1,"v":10}}
{"op":"+I","data":{"id":2,"v":12}}
{"op":"+I","data":{"id":3,"v":20}}

EXPECT MULTISET own
{"op":"+I","data":{"k":1,"v":10,"before":10}}
{"op":"+I","data":{"k":2,"v":20,"before":20}}
{"op":"+I","data":{"k":1,"v":11,"before":12}}
{"op":"+I","data":{"k":1,"v":12,"before":12}}
