-- flink: no DENSE_RANK of streams
-- The rows at the two best ranks per key: rows that are only inserted; rows that sort alike share a rank.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty FROM (SELECT *, DENSE_RANK() OVER (PARTITION BY item ORDER BY price) AS rk FROM bids) WHERE rk <= 2;

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
{"op":"+I","data":{"item":"b","price":5,"qty":7}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":5}}
{"op":"+I","data":{"item":null,"price":3,"qty":1}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"-D","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"-D","data":{"item":"a","price":10,"qty":2}}
{"op":"-D","data":{"item":"a","price":10,"qty":3}}
{"op":"-D","data":{"item":"a","price":10,"qty":4}}
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"+I","data":{"item":null,"price":3,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":4}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"b","price":4,"qty":9}}
{"op":"+I","data":{"item":"b","price":5,"qty":7}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":5}}
{"op":"+I","data":{"item":null,"price":3,"qty":1}}
