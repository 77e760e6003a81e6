-- flink: same
-- HAVING filters windows; an aggregate with FILTER counts only some rows.
CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector'='test');
CREATE TABLE sink1 (product STRING, n BIGINT, big BIGINT) WITH ('connector'='test');
INSERT INTO sink1
SELECT product, COUNT(*), COUNT(*) FILTER (WHERE amount > 3) FROM orders
GROUP BY product, TUMBLE(order_time, INTERVAL '1' MINUTE) HAVING COUNT(*) >= 1 AND SUM(amount) > 3;

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
{"op":"+I","data":{"product":"a","n":2,"big":1}}
{"op":"+I","data":{"product":"a","n":1,"big":1}}
{"op":"+I","data":{"product":null,"n":1,"big":1}}
{"op":"+I","data":{"product":"b","n":1,"big":1}}
