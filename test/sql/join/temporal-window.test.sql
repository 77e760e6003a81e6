-- flink: same
-- Event time goes on through a temporal join: a window behind it must wait for the rows that the join holds until the watermark.
CREATE TABLE orders (id INT, k INT, amount INT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '2' SECOND) WITH ('connector' = 'test');
CREATE TABLE rates (k INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE sums (window_start TIMESTAMP(3), k INT, total INT, missing BIGINT) WITH ('connector' = 'test');
CREATE VIEW valued AS SELECT o.k, o.t, o.amount * r.v AS worth, r.v FROM orders AS o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.k = r.k;
INSERT INTO sums
SELECT window_start, k, SUM(worth), COUNT(*) - COUNT(v) FROM TABLE(TUMBLE(TABLE valued, DESCRIPTOR(t), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;

INPUT rates
{"op":"+I","data":{"k":1,"v":2,"t":"2020-01-01 00:00:02"}}

INPUT orders
{"op":"+I","data":{"id":1,"k":1,"amount":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":1,"amount":10,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":3,"k":2,"amount":100,"t":"2020-01-01 00:00:09"}}
{"op":"+I","data":{"id":4,"k":1,"amount":1000,"t":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"id":5,"k":1,"amount":1,"t":"2020-01-01 00:00:25"}}

INPUT rates
{"op":"+I","data":{"k":1,"v":3,"t":"2020-01-01 00:00:08"}}
{"op":"+I","data":{"k":2,"v":5,"t":"2020-01-01 00:00:09"}}
{"op":"+I","data":{"k":1,"v":4,"t":"2020-01-01 00:00:25"}}
{"op":"+I","data":{"k":2,"v":6,"t":"2020-01-01 00:01:00"}}

INPUT orders
{"op":"+I","data":{"id":6,"k":2,"amount":7,"t":"2020-01-01 00:00:24"}}
{"op":"+I","data":{"id":7,"k":1,"amount":7,"t":"2020-01-01 00:00:59"}}

EXPECT MULTISET sums
{"op":"+I","data":{"window_start":"2020-01-01 00:00:00","k":1,"total":3020,"missing":1}}
{"op":"+I","data":{"window_start":"2020-01-01 00:00:00","k":2,"total":500,"missing":0}}
{"op":"+I","data":{"window_start":"2020-01-01 00:00:20","k":2,"total":35,"missing":0}}
{"op":"+I","data":{"window_start":"2020-01-01 00:00:20","k":1,"total":4,"missing":0}}
{"op":"+I","data":{"window_start":"2020-01-01 00:00:50","k":1,"total":28,"missing":0}}
