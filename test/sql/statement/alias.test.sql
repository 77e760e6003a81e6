-- flink: same
-- Aliases of tables and columns; a derived table with column names.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT d.x, d.y FROM (SELECT item, price FROM bids AS q WHERE q.price > 5) AS d (x, y) WHERE d.x = 'a';

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"a":"a","b":10}}
{"op":"+I","data":{"a":"a","b":10}}
