-- flink: same
-- A later WITH name may use an earlier one.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT) WITH ('connector'='test');
INSERT INTO sink1 WITH raised AS (SELECT item, price + 1 AS price FROM bids WHERE price IS NOT NULL), named AS (SELECT * FROM raised WHERE item IS NOT NULL) SELECT raised.item, raised.price FROM named AS raised;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","price":11}}
{"op":"+I","data":{"item":"b","price":21}}
{"op":"+I","data":{"item":"a","price":6}}
{"op":"+I","data":{"item":"a","price":11}}
{"op":"+I","data":{"item":"b","price":21}}
