-- flink: same
-- Views, with named columns, views over views.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE VIEW v1 (thing, cost) AS SELECT item, price FROM bids;
CREATE TEMPORARY VIEW v2 AS SELECT thing, cost * 2 AS c2 FROM v1 WHERE thing IS NOT NULL;
CREATE TABLE sink1 (thing STRING, c2 BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT * FROM v2;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"thing":"a","c2":20}}
{"op":"+I","data":{"thing":"b","c2":40}}
{"op":"+I","data":{"thing":"a","c2":10}}
{"op":"+I","data":{"thing":"a","c2":20}}
{"op":"+I","data":{"thing":"b","c2":40}}
