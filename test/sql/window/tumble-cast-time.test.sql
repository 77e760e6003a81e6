-- flink: same
-- The time attribute and its cast are one value to the aggregation, which must still see the attribute: it was lost when the cast came first.
CREATE TABLE orders (id INT, order_time TIMESTAMP(3) NOT NULL, WATERMARK FOR order_time AS order_time) WITH ('connector'='test');
CREATE TABLE latest (window_start TIMESTAMP(3), c TIMESTAMP(3)) WITH ('connector'='test');
INSERT INTO latest
SELECT TUMBLE_START(order_time, INTERVAL '1' MINUTE), MAX(CAST(order_time AS TIMESTAMP(3))) FILTER (WHERE id > 1)
FROM orders GROUP BY TUMBLE(order_time, INTERVAL '1' MINUTE);

INPUT orders
{"op":"+I","data":{"id":1,"order_time":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"order_time":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":1,"order_time":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":1,"order_time":"2020-01-01 00:01:04"}}

EXPECT MULTISET latest
{"op":"+I","data":{"window_start":"2020-01-01 00:00:00","c":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"window_start":"2020-01-01 00:01:00","c":null}}
