-- flink: same
-- Windows before 1970 start at the right minute: rounding is downwards for negative times. (A first watermark lets Flink's assigner pass them only after 1970.)
CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), order_id STRING) WITH ('connector'='test');
INSERT INTO sink1
SELECT window_start, window_end, order_id FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(order_time), INTERVAL '1' MINUTE));

INPUT orders
{"op":"+I","data":{"order_id":"1","product":"a","amount":1,"order_time":"1969-12-31 23:59:59.001"}}
{"op":"+I","data":{"order_id":"2","product":"a","amount":1,"order_time":"1969-12-31 23:58:00"}}
{"op":"+I","data":{"order_id":"3","product":"a","amount":1,"order_time":"1970-01-01 00:00:00"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"1969-12-31 23:59:00","we":"1970-01-01 00:00:00","order_id":"1"}}
{"op":"+I","data":{"ws":"1969-12-31 23:58:00","we":"1969-12-31 23:59:00","order_id":"2"}}
{"op":"+I","data":{"ws":"1970-01-01 00:00:00","we":"1970-01-01 00:01:00","order_id":"3"}}
