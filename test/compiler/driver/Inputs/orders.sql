CREATE TABLE orders (
  order_id STRING, product STRING, amount DECIMAL(10,2), order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
CREATE TABLE totals (product STRING, window_start TIMESTAMP(3), order_count BIGINT, total_amount DECIMAL(38,2)) WITH ('connector' = 'blackhole');
INSERT INTO totals
SELECT product, TUMBLE_START(order_time, INTERVAL '1' MINUTE), COUNT(*), SUM(amount)
FROM orders GROUP BY product, TUMBLE(order_time, INTERVAL '1' MINUTE);
