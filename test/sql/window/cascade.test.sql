-- flink: same
-- A window over windows: window_time is again an event time.
CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), n BIGINT, biggest DECIMAL(38,2)) WITH ('connector'='test');
CREATE VIEW minutes AS
SELECT product, window_time AS rowtime, SUM(amount) AS s
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '20' SECOND)) GROUP BY product, window_start, window_end, window_time;
INSERT INTO sink1
SELECT window_start, window_end, COUNT(*), MAX(s) FROM TABLE(TUMBLE(TABLE minutes, DESCRIPTOR(rowtime), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;

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
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","n":3,"biggest":10.50}}
{"op":"+I","data":{"ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","n":3,"biggest":7.77}}
{"op":"+I","data":{"ws":"2020-01-01 00:03:00","we":"2020-01-01 00:04:00","n":1,"biggest":5.00}}
