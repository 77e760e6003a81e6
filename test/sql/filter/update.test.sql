-- flink: same
-- A filter over updates: a row that stops matching leaves, one that starts matching comes.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price FROM bids WHERE price > 15;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+U","data":{"item":"a","price":30,"qty":5,"rate":0.75}}
{"op":"+I","data":{"item":"a","price":7,"qty":1,"rate":1.5}}
{"op":"-D","data":{"item":"a","price":30,"qty":5,"rate":0.75}}
{"op":"-U","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+U","data":{"item":"c","price":20,"qty":4,"rate":1.25}}
{"op":"-D","data":{"item":"a","price":7,"qty":1,"rate":1.5}}

EXPECT FINAL sink1
{"op":"+I","data":{"item":"b","price":20}}
{"op":"+U","data":{"item":"a","price":30}}
{"op":"-D","data":{"item":"a","price":30}}
{"op":"-U","data":{"item":"b","price":20}}
{"op":"+U","data":{"item":"c","price":20}}
