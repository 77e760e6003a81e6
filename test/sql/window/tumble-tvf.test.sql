-- flink: same
-- The same by the TUMBLE table function: equal rows.
CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector'='test');
CREATE TABLE sink1 (product STRING, window_start TIMESTAMP(3), order_count BIGINT, total_amount DECIMAL(38,2)) WITH ('connector'='test');
INSERT INTO sink1
SELECT product, window_start, COUNT(*), SUM(amount)
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '1' MINUTE)) GROUP BY product, window_start, window_end;

INPUT orders
{"op":"+I","data":{"order_id":"1","product":"a","amount":10.50,"order_time":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"order_id":"2","product":"b","amount":1.25,"order_time":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"order_id":"3","product":"a","amount":2,"order_time":"2020-01-01 00:00:59.999"}}
{"op":"+I","data":{"order_id":"4","product":"a","amount":4,"order_time":"2020-01-01 00:01:00"}}
{"op":"+I","data":{"order_id":"5","product":"b","amount":null,"order_time":"2020-01-01 00:01:30"}}
{"op":"+I","data":{"order_id":"6","product":null,"amount":7.77,"order_time":"2020-01-01 00:01:31"}}
{"op":"+I","data":{"order_id":"7","product":"a","amount":100,"order_time":"2020-01-01 00:00:30"}}
{"op":"+I","data":{"order_id":"8","product":"b","amount":5,"order_time":"2020-01-01 00:03:10"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"product":"a","window_start":"2020-01-01 00:00:00","order_count":2,"total_amount":12.50}}
{"op":"+I","data":{"product":"b","window_start":"2020-01-01 00:00:00","order_count":1,"total_amount":1.25}}
{"op":"+I","data":{"product":"a","window_start":"2020-01-01 00:01:00","order_count":1,"total_amount":4.00}}
{"op":"+I","data":{"product":"b","window_start":"2020-01-01 00:01:00","order_count":1,"total_amount":null}}
{"op":"+I","data":{"product":null,"window_start":"2020-01-01 00:01:00","order_count":1,"total_amount":7.77}}
{"op":"+I","data":{"product":"b","window_start":"2020-01-01 00:03:00","order_count":1,"total_amount":5.00}}
