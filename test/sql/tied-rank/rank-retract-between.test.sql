-- flink: no RANK of streams
-- Ranks from the second on, without their numbers: rows that come and go.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty FROM (SELECT *, RANK() OVER (PARTITION BY item ORDER BY price) AS rk FROM bids) WHERE rk BETWEEN 2 AND 3;

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
{"op":"+I","data":{"item":null,"price":4,"qty":2}}
{"op":"-D","data":{"item":"a","price":20,"qty":2}}
{"op":"-D","data":{"item":"b","price":5,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":3}}
{"op":"-D","data":{"item":null,"price":null,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":4}}
{"op":"-D","data":{"item":"a","price":30,"qty":3}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":3,"qty":1}}
{"op":"+I","data":{"item":"a","price":2,"qty":1}}
{"op":"+I","data":{"item":"a","price":2,"qty":2}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":0,"qty":1}}
{"op":"-U","data":{"item":"a","price":2,"qty":2}}
{"op":"+U","data":{"item":"a","price":0,"qty":2}}
{"op":"-D","data":{"item":"a","price":9,"qty":9}}
{"op":"-D","data":{"item":"a","price":2,"qty":1}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"-D","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"-D","data":{"item":"a","price":10,"qty":2}}
{"op":"-D","data":{"item":"a","price":10,"qty":3}}
{"op":"-D","data":{"item":"a","price":10,"qty":4}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":null,"price":4,"qty":1}}
{"op":"+I","data":{"item":null,"price":4,"qty":2}}
{"op":"-D","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"a","price":30,"qty":3}}
{"op":"-D","data":{"item":null,"price":4,"qty":1}}
{"op":"-D","data":{"item":null,"price":4,"qty":2}}
{"op":"-D","data":{"item":"a","price":30,"qty":3}}
{"op":"+I","data":{"item":"a","price":3,"qty":1}}
{"op":"-D","data":{"item":"a","price":3,"qty":1}}
{"op":"+I","data":{"item":"a","price":2,"qty":1}}
{"op":"+I","data":{"item":"a","price":2,"qty":2}}
{"op":"-D","data":{"item":"a","price":2,"qty":1}}
{"op":"-D","data":{"item":"a","price":2,"qty":2}}
{"op":"+I","data":{"item":"a","price":3,"qty":1}}
{"op":"+I","data":{"item":"a","price":2,"qty":1}}
{"op":"+I","data":{"item":"a","price":2,"qty":2}}
{"op":"-D","data":{"item":"a","price":3,"qty":1}}
{"op":"-D","data":{"item":"a","price":2,"qty":2}}
{"op":"+I","data":{"item":"a","price":3,"qty":1}}
{"op":"-D","data":{"item":"a","price":3,"qty":1}}
{"op":"-D","data":{"item":"a","price":2,"qty":1}}
{"op":"+I","data":{"item":"a","price":3,"qty":1}}
