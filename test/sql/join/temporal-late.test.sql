-- flink: no which rows are late depends on when watermarks come there
-- Watermarks (rates, orders; the lesser counts) and what is kept, by hand from TemporalRowTimeJoinOperator: a late order joins, at the next watermark, what is
-- left of the versions, and a late version counts for the orders that still wait. Orders go on in the order in which they came.
CREATE TABLE orders (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE rates (k INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE lefts (id INT, v INT) WITH ('connector' = 'test');
INSERT INTO lefts SELECT id, v FROM orders AS o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.k = r.k;

INPUT rates
{"op":"+I","data":{"k":1,"v":10,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"k":1,"v":20,"t":"2020-01-01 00:00:05"}}

INPUT orders
-- (5, 3): at 3 the timer of 1 fires, and order 1 goes.
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":2,"k":1,"t":"2020-01-01 00:00:07"}}

INPUT rates
-- (10, 7): order 2 goes, and version 1 with it.
{"op":"+I","data":{"k":1,"v":30,"t":"2020-01-01 00:00:10"}}

INPUT orders
-- Late; at (10, 12) it finds no version at 2 any more. Version 5 goes.
{"op":"+I","data":{"id":3,"k":1,"t":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":4,"k":1,"t":"2020-01-01 00:00:12"}}

INPUT rates
{"op":"+I","data":{"k":1,"v":99,"t":"2020-01-01 00:00:06"}}

INPUT orders
{"op":"+I","data":{"id":5,"k":1,"t":"2020-01-01 00:00:08"}}

INPUT rates
-- (15, 12): orders 4 and 5 go.
{"op":"+I","data":{"k":1,"v":40,"t":"2020-01-01 00:00:15"}}

EXPECT ORDERED lefts
{"op":"+I","data":{"id":1,"v":10}}
{"op":"+I","data":{"id":2,"v":20}}
{"op":"+I","data":{"id":3,"v":null}}
{"op":"+I","data":{"id":4,"v":30}}
{"op":"+I","data":{"id":5,"v":99}}
