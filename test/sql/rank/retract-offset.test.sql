-- flink: differs topn-retract
-- Ranks 2 to 3 and rank 2 alone, whose number is a constant; rows that come and go.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price DESC) AS rn FROM bids) WHERE rn BETWEEN 2 AND 3;
INSERT INTO sink2 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price) AS rn FROM bids) WHERE rn = 2;
INSERT INTO sink3 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price) AS rn FROM bids) WHERE rn > 1 AND rn <= 3;

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
{"op":"+I","data":{"item":"a","price":0,"qty":1}}

EXPECT FINAL sink2
{"op":"+I","data":{"item":"a","price":1,"qty":1,"rn":2}}

EXPECT ORDERED sink3
{"op":"+I","data":{"item":"a","price":20,"qty":2,"rn":2}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":3,"rn":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"+U","data":{"item":"a","price":10,"qty":3,"rn":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":3,"rn":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rn":3}}
{"op":"+U","data":{"item":"a","price":10,"qty":4,"rn":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":4,"rn":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":4,"rn":3}}
{"op":"+U","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"+I","data":{"item":null,"price":4,"qty":1,"rn":2}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"+U","data":{"item":"a","price":30,"qty":3,"rn":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":4,"rn":2}}
{"op":"+U","data":{"item":"a","price":30,"qty":3,"rn":2}}
{"op":"-D","data":{"item":"a","price":30,"qty":3,"rn":3}}
{"op":"-D","data":{"item":null,"price":4,"qty":1,"rn":2}}
{"op":"-D","data":{"item":"a","price":30,"qty":3,"rn":2}}
{"op":"+I","data":{"item":"a","price":1,"qty":1,"rn":2}}
{"op":"-D","data":{"item":"a","price":1,"qty":1,"rn":2}}
{"op":"+I","data":{"item":"a","price":1,"qty":1,"rn":2}}
