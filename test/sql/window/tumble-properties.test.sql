-- flink: same
-- Start, end and rowtime of a legacy window; all aggregates at once; keys in any place of the SELECT list.
CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), wr TIMESTAMP(3), lo DECIMAL(10,2), hi DECIMAL(10,2), mean DECIMAL(38,6), n BIGINT, m BIGINT, product STRING) WITH ('connector'='test');
INSERT INTO sink1
SELECT TUMBLE_START(order_time, INTERVAL '1' MINUTE), TUMBLE_END(order_time, INTERVAL '1' MINUTE), TUMBLE_ROWTIME(order_time, INTERVAL '1' MINUTE),
  MIN(amount), MAX(amount), AVG(amount), COUNT(amount), COUNT(*), product
FROM orders GROUP BY TUMBLE(order_time, INTERVAL '1' MINUTE), product;

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
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","wr":"2020-01-01 00:00:59.999","lo":2.00,"hi":10.50,"mean":6.250000,"n":2,"m":2,"product":"a"}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:01:00","wr":"2020-01-01 00:00:59.999","lo":1.25,"hi":1.25,"mean":1.250000,"n":1,"m":1,"product":"b"}}
{"op":"+I","data":{"ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","wr":"2020-01-01 00:01:59.999","lo":4.00,"hi":4.00,"mean":4.000000,"n":1,"m":1,"product":"a"}}
{"op":"+I","data":{"ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","wr":"2020-01-01 00:01:59.999","lo":null,"hi":null,"mean":null,"n":0,"m":1,"product":"b"}}
{"op":"+I","data":{"ws":"2020-01-01 00:01:00","we":"2020-01-01 00:02:00","wr":"2020-01-01 00:01:59.999","lo":7.77,"hi":7.77,"mean":7.770000,"n":1,"m":1,"product":null}}
{"op":"+I","data":{"ws":"2020-01-01 00:03:00","we":"2020-01-01 00:04:00","wr":"2020-01-01 00:03:59.999","lo":5.00,"hi":5.00,"mean":5.000000,"n":1,"m":1,"product":"b"}}
