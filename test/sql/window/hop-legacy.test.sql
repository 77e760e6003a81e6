-- flink: same
-- HOP: each row is in size/slide windows; legacy form.
CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector'='test');
CREATE TABLE sink1 (product STRING, ws TIMESTAMP(3), we TIMESTAMP(3), n BIGINT, s DECIMAL(38,2)) WITH ('connector'='test');
INSERT INTO sink1
SELECT product, HOP_START(order_time, INTERVAL '30' SECOND, INTERVAL '1' MINUTE), HOP_END(order_time, INTERVAL '30' SECOND, INTERVAL '1' MINUTE), COUNT(*), SUM(amount)
FROM orders GROUP BY product, HOP(order_time, INTERVAL '30' SECOND, INTERVAL '1' MINUTE);

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
{"op":"+I","data":{"product":"a","ws":"2019-12-31 23:59:30","we":"2020-01-01 00:00:30","n":1,"s":10.50}}
{"op":"+I","data":{"product":"b","ws":"2019-12-31 23:59:30","we":"2020-01-01 00:00:30","n":1,"s":1.25}}
{"op":"+I","data":{"product":"a","ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","n":2,"s":12.50}}
{"op":"+I","data":{"product":"b","ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","n":1,"s":1.25}}
{"op":"+I","data":{"product":"a","ws":"2020-01-01 00:00:30","we":"2020-01-01 00:01:30","n":3,"s":106.00}}
{"op":"+I","data":{"product":"a","ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","n":1,"s":4.00}}
{"op":"+I","data":{"product":"b","ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","n":1,"s":null}}
{"op":"+I","data":{"product":null,"ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","n":1,"s":7.77}}
{"op":"+I","data":{"product":null,"ws":"2020-01-01 00:01:30","we":"2020-01-01 00:02:30","n":1,"s":7.77}}
{"op":"+I","data":{"product":"b","ws":"2020-01-01 00:01:30","we":"2020-01-01 00:02:30","n":1,"s":null}}
{"op":"+I","data":{"product":"b","ws":"2020-01-01 00:02:30","we":"2020-01-01 00:03:30","n":1,"s":5.00}}
{"op":"+I","data":{"product":"b","ws":"2020-01-01 00:03:00","we":"2020-01-01 00:04:00","n":1,"s":5.00}}
