-- flink: differs topn-retract
-- LIMIT of rows that come and go: a later row takes the place.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty FROM bids LIMIT 2;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"-D","data":{"item":"a","price":10,"qty":2}}
{"op":"-U","data":{"item":"a","price":5,"qty":3}}
{"op":"+U","data":{"item":"a","price":30,"qty":3}}
{"op":"+I","data":{"item":null,"price":null,"qty":1}}
{"op":"+I","data":{"item":null,"price":4,"qty":1}}
{"op":"-D","data":{"item":"a","price":20,"qty":2}}
{"op":"-D","data":{"item":"b","price":5,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":3}}
{"op":"-D","data":{"item":null,"price":null,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":4}}
{"op":"-D","data":{"item":"a","price":30,"qty":3}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":0,"qty":1}}

EXPECT FINAL sink1
{"op":"+I","data":{"item":null,"price":4,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
