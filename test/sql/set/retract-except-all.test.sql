-- flink: same
-- EXCEPT ALL: as often as the left side has a row more.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT item FROM bids EXCEPT ALL SELECT item FROM bids WHERE price > 9 OR price < 4;

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
{"op":"+I","data":{"item":null}}
