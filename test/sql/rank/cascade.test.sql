-- flink: same
-- A Top-N of a Top-N, and an aggregate over one.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink2 (s BIGINT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY price DESC) AS rm FROM (SELECT item, price, qty FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price) AS rn FROM bids) WHERE rn <= 2)) WHERE rm <= 2;
INSERT INTO sink2 SELECT SUM(price), COUNT(*) FROM (SELECT item, price, qty FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price DESC) AS rn FROM bids) WHERE rn <= 2);

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

EXPECT FINAL sink1
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}

EXPECT FINAL sink2
{"op":"+I","data":{"s":45,"n":6}}
