-- flink: same
-- Temporal joins in a row, by different keys: the first one passes the event time on to the second.
CREATE TABLE orders (id INT, item INT, customer INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE items (item INT, name STRING, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (item) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE customers (customer INT, city STRING, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (customer) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE joined (id INT, name STRING, city STRING) WITH ('connector' = 'test');
INSERT INTO joined
SELECT id, name, city FROM orders AS o JOIN items FOR SYSTEM_TIME AS OF o.t AS i ON o.item = i.item
LEFT JOIN customers FOR SYSTEM_TIME AS OF o.t AS c ON o.customer = c.customer WHERE id <> 4;

INPUT items
{"op":"+I","data":{"item":1,"name":"tea","t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"item":1,"name":"green tea","t":"2020-01-01 00:00:10"}}

INPUT customers
{"op":"+I","data":{"customer":7,"city":"Bonn","t":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"customer":7,"city":"Ulm","t":"2020-01-01 00:00:12"}}

INPUT orders
{"op":"+I","data":{"id":1,"item":1,"customer":7,"t":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":2,"item":1,"customer":7,"t":"2020-01-01 00:00:06"}}
{"op":"+I","data":{"id":3,"item":1,"customer":7,"t":"2020-01-01 00:00:11"}}
{"op":"+I","data":{"id":4,"item":1,"customer":7,"t":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":5,"item":2,"customer":7,"t":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":6,"item":1,"customer":7,"t":"2020-01-01 00:00:13"}}

EXPECT MULTISET joined
{"op":"+I","data":{"id":1,"name":"tea","city":null}}
{"op":"+I","data":{"id":2,"name":"tea","city":"Bonn"}}
{"op":"+I","data":{"id":3,"name":"green tea","city":"Bonn"}}
{"op":"+I","data":{"id":6,"name":"green tea","city":"Ulm"}}
