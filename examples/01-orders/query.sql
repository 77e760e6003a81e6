CREATE TABLE orders (
  order_id STRING,
  product STRING,
  amount DECIMAL(10, 2),
  order_time TIMESTAMP(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH (
  'connector' = 'filesystem',
  'path' = 'orders.jsonl',
  'format' = 'json'
);

SET 'pipeline.auto-watermark-interval' = '0';

SELECT product, TUMBLE_START(order_time, INTERVAL '1' MINUTE) AS window_start, COUNT(*) AS order_count, SUM(amount) AS total_amount
FROM orders
GROUP BY product, TUMBLE(order_time, INTERVAL '1' MINUTE);
