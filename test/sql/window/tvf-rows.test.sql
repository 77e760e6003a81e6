-- flink: same
-- A window function without aggregation appends window_start, window_end and window_time to every row.
CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector'='test');
CREATE TABLE sink1 (order_id STRING, ws TIMESTAMP(3), we TIMESTAMP(3), wt TIMESTAMP(3)) WITH ('connector'='test');
INSERT INTO sink1
SELECT order_id, window_start, window_end, window_time FROM TABLE(HOP(TABLE orders, DESCRIPTOR(order_time), INTERVAL '30' SECOND, INTERVAL '1' MINUTE));

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
{"op":"+I","data":{"order_id":"1","ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","wt":"2020-01-01 00:00:59.999"}}
{"op":"+I","data":{"order_id":"1","ws":"2019-12-31 23:59:30","we":"2020-01-01 00:00:30","wt":"2020-01-01 00:00:29.999"}}
{"op":"+I","data":{"order_id":"2","ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","wt":"2020-01-01 00:00:59.999"}}
{"op":"+I","data":{"order_id":"2","ws":"2019-12-31 23:59:30","we":"2020-01-01 00:00:30","wt":"2020-01-01 00:00:29.999"}}
{"op":"+I","data":{"order_id":"3","ws":"2020-01-01 00:00:30","we":"2020-01-01 00:01:30","wt":"2020-01-01 00:01:29.999"}}
{"op":"+I","data":{"order_id":"3","ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","wt":"2020-01-01 00:00:59.999"}}
{"op":"+I","data":{"order_id":"4","ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","wt":"2020-01-01 00:01:59.999"}}
{"op":"+I","data":{"order_id":"4","ws":"2020-01-01 00:00:30","we":"2020-01-01 00:01:30","wt":"2020-01-01 00:01:29.999"}}
{"op":"+I","data":{"order_id":"5","ws":"2020-01-01 00:01:30","we":"2020-01-01 00:02:30","wt":"2020-01-01 00:02:29.999"}}
{"op":"+I","data":{"order_id":"5","ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","wt":"2020-01-01 00:01:59.999"}}
{"op":"+I","data":{"order_id":"6","ws":"2020-01-01 00:01:30","we":"2020-01-01 00:02:30","wt":"2020-01-01 00:02:29.999"}}
{"op":"+I","data":{"order_id":"6","ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","wt":"2020-01-01 00:01:59.999"}}
{"op":"+I","data":{"order_id":"7","ws":"2020-01-01 00:00:30","we":"2020-01-01 00:01:30","wt":"2020-01-01 00:01:29.999"}}
{"op":"+I","data":{"order_id":"7","ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","wt":"2020-01-01 00:00:59.999"}}
{"op":"+I","data":{"order_id":"8","ws":"2020-01-01 00:03:00","we":"2020-01-01 00:04:00","wt":"2020-01-01 00:03:59.999"}}
{"op":"+I","data":{"order_id":"8","ws":"2020-01-01 00:02:30","we":"2020-01-01 00:03:30","wt":"2020-01-01 00:03:29.999"}}
