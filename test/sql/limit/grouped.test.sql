-- flink: same
-- ORDER BY of an aggregation.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING) WITH ('connector'='test');
CREATE TABLE sink3 (qty INT) WITH ('connector'='test');
CREATE TABLE sink4 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(*) AS n FROM bids GROUP BY item ORDER BY n DESC LIMIT 1;
INSERT INTO sink2 SELECT item FROM bids GROUP BY item ORDER BY SUM(qty) DESC LIMIT 2;
INSERT INTO sink3 SELECT DISTINCT qty FROM bids ORDER BY qty LIMIT 2;
INSERT INTO sink4 SELECT item, price, qty FROM bids UNION ALL SELECT item, price, qty FROM bids WHERE price > 6 ORDER BY price DESC LIMIT 3;

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
{"op":"+I","data":{"item":"a","n":8}}

EXPECT FINAL sink2
{"op":"+I","data":{"item":"b"}}
{"op":"+I","data":{"item":"a"}}

EXPECT FINAL sink3
{"op":"+I","data":{"qty":2}}
{"op":"+I","data":{"qty":1}}

EXPECT FINAL sink4
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
