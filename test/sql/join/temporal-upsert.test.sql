-- flink: no changelog-json is a format of ours
-- Changes without -U are versions as they come: one that comes out of order stands at its own time, and a delete ends the one before it. Other readers of the
-- table see each change as the one of the last row.
CREATE TABLE orders (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '20' SECOND) WITH ('connector' = 'test');
CREATE TABLE rates (k INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '20' SECOND, PRIMARY KEY (k) NOT ENFORCED)
WITH ('connector' = 'test', 'format' = 'changelog-json', 'changelog-json.mode' = 'upsert');
CREATE TABLE lefts (id INT, v INT) WITH ('connector' = 'test');
CREATE TABLE plain (k INT, v INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO lefts SELECT id, v FROM orders AS o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.k = r.k;
INSERT INTO plain SELECT k, v FROM rates;
END;

INPUT rates
{"op":"+I","data":{"k":1,"v":10,"t":"2020-01-01 00:00:01"}}
{"op":"+U","data":{"k":1,"v":20,"t":"2020-01-01 00:00:05"}}
{"op":"+U","data":{"k":1,"v":15,"t":"2020-01-01 00:00:04"}}
{"op":"-D","data":{"k":1,"v":15,"t":"2020-01-01 00:00:09"}}
{"op":"+U","data":{"k":2,"v":30,"t":"2020-01-01 00:00:02"}}

INPUT orders
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:03.999"}}
{"op":"+I","data":{"id":2,"k":1,"t":"2020-01-01 00:00:04"}}
{"op":"+I","data":{"id":3,"k":1,"t":"2020-01-01 00:00:06"}}
{"op":"+I","data":{"id":4,"k":1,"t":"2020-01-01 00:00:09"}}
{"op":"+I","data":{"id":5,"k":2,"t":"2020-01-01 00:00:09"}}

EXPECT MULTISET lefts
{"op":"+I","data":{"id":1,"v":10}}
{"op":"+I","data":{"id":2,"v":15}}
{"op":"+I","data":{"id":3,"v":20}}
{"op":"+I","data":{"id":4,"v":null}}
{"op":"+I","data":{"id":5,"v":30}}

EXPECT FINAL plain
{"op":"+I","data":{"k":2,"v":30}}
