-- flink: same
-- An inner join gives every pair of rows with equal keys once, when the later one arrives; a NULL key matches nothing.
CREATE TABLE orders (id INT, item STRING, qty INT) WITH ('connector' = 'test');
CREATE TABLE prices (item STRING, price BIGINT) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, item STRING, qty INT, price BIGINT) WITH ('connector' = 'test');
INSERT INTO paired SELECT o.id, o.item, o.qty, p.price FROM orders AS o JOIN prices AS p ON o.item = p.item;

INPUT orders
{"op":"+I","data":{"id":1,"item":"a","qty":2}}
{"op":"+I","data":{"id":2,"item":"b","qty":3}}
{"op":"+I","data":{"id":3,"item":null,"qty":4}}

INPUT prices
{"op":"+I","data":{"item":"a","price":10}}
{"op":"+I","data":{"item":null,"price":11}}
{"op":"+I","data":{"item":"a","price":10}}

INPUT orders
{"op":"+I","data":{"id":4,"item":"a","qty":5}}
{"op":"+I","data":{"id":4,"item":"a","qty":5}}

INPUT prices
{"op":"+I","data":{"item":"b","price":null}}
{"op":"+I","data":{"item":"c","price":12}}

EXPECT ORDERED paired
{"op":"+I","data":{"id":1,"item":"a","qty":2,"price":10}}
{"op":"+I","data":{"id":1,"item":"a","qty":2,"price":10}}
{"op":"+I","data":{"id":4,"item":"a","qty":5,"price":10}}
{"op":"+I","data":{"id":4,"item":"a","qty":5,"price":10}}
{"op":"+I","data":{"id":4,"item":"a","qty":5,"price":10}}
{"op":"+I","data":{"id":4,"item":"a","qty":5,"price":10}}
{"op":"+I","data":{"id":2,"item":"b","qty":3,"price":null}}
