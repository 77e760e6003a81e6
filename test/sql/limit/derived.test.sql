-- flink: same
-- LIMIT in a derived table; ORDER BY alone has no meaning there.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT, s BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink3 (s BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT COUNT(*), SUM(price) FROM (SELECT * FROM bids ORDER BY price LIMIT 2);
INSERT INTO sink2 SELECT item, price, qty FROM (SELECT * FROM bids ORDER BY qty);
INSERT INTO sink3 WITH w AS (SELECT * FROM bids ORDER BY price LIMIT 3) SELECT SUM(qty) FROM w;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"+I","data":{"item":null,"price":3,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":4}}
{"op":"+I","data":{"item":"a","price":7,"qty":1}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"b","price":4,"qty":9}}
{"op":"+I","data":{"item":"a","price":10,"qty":2}}

EXPECT ORDERED sink1
{"op":"+I","data":{"n":1,"s":10}}
{"op":"-U","data":{"n":1,"s":10}}
{"op":"+U","data":{"n":2,"s":30}}
{"op":"-U","data":{"n":2,"s":30}}
{"op":"+U","data":{"n":1,"s":10}}
{"op":"-U","data":{"n":1,"s":10}}
{"op":"+U","data":{"n":2,"s":15}}
{"op":"-U","data":{"n":2,"s":15}}
{"op":"+U","data":{"n":1,"s":5}}
{"op":"-U","data":{"n":1,"s":5}}
{"op":"+U","data":{"n":2,"s":10}}
{"op":"-U","data":{"n":2,"s":10}}
{"op":"+U","data":{"n":1,"s":5}}
{"op":"-U","data":{"n":1,"s":5}}
{"op":"+U","data":{"n":2,"s":5}}
{"op":"-U","data":{"n":2,"s":5}}
{"op":"+U","data":{"n":1,"s":null}}
{"op":"-U","data":{"n":1,"s":null}}
{"op":"+U","data":{"n":2,"s":3}}
{"op":"-U","data":{"n":2,"s":3}}
{"op":"+U","data":{"n":1,"s":null}}
{"op":"-U","data":{"n":1,"s":null}}
{"op":"+U","data":{"n":2,"s":2}}

EXPECT ORDERED sink2
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"+I","data":{"item":null,"price":3,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":4}}
{"op":"+I","data":{"item":"a","price":7,"qty":1}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"b","price":4,"qty":9}}
{"op":"+I","data":{"item":"a","price":10,"qty":2}}

EXPECT ORDERED sink3
{"op":"+I","data":{"s":2}}
{"op":"-U","data":{"s":2}}
{"op":"+U","data":{"s":4}}
{"op":"-U","data":{"s":4}}
{"op":"+U","data":{"s":5}}
{"op":"-U","data":{"s":5}}
{"op":"+U","data":{"s":3}}
{"op":"-U","data":{"s":3}}
{"op":"+U","data":{"s":6}}
{"op":"-U","data":{"s":6}}
{"op":"+U","data":{"s":3}}
{"op":"-U","data":{"s":3}}
{"op":"+U","data":{"s":6}}
{"op":"-U","data":{"s":6}}
{"op":"+U","data":{"s":4}}
{"op":"-U","data":{"s":4}}
{"op":"+U","data":{"s":8}}
{"op":"-U","data":{"s":8}}
{"op":"+U","data":{"s":5}}
{"op":"-U","data":{"s":5}}
{"op":"+U","data":{"s":9}}
{"op":"-U","data":{"s":9}}
{"op":"+U","data":{"s":8}}
{"op":"-U","data":{"s":8}}
{"op":"+U","data":{"s":12}}
