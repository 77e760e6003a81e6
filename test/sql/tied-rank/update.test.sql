-- flink: no RANK of streams
-- The most frequent items, some of which are equally frequent: ranks over counts that grow.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, n BIGINT, rk BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, n BIGINT, rk BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (item STRING, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink4 (item STRING, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink5 (item STRING, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, n, rk FROM (SELECT *, RANK() OVER (ORDER BY n DESC) AS rk FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rk <= 2;
INSERT INTO sink2 SELECT item, n, rk FROM (SELECT *, DENSE_RANK() OVER (ORDER BY n DESC) AS rk FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rk <= 2;
INSERT INTO sink3 SELECT item, n FROM (SELECT *, RANK() OVER (ORDER BY n DESC) AS rk FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rk <= 2;
INSERT INTO sink4 SELECT item, n FROM (SELECT *, DENSE_RANK() OVER (ORDER BY n DESC) AS rk FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rk = 1;
INSERT INTO sink5 SELECT item, n FROM (SELECT *, DENSE_RANK() OVER (ORDER BY n DESC) AS rk FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rk BETWEEN 2 AND 3;

INPUT bids
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"b","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"c","price":1,"qty":1}}
{"op":"+I","data":{"item":"b","price":1,"qty":1}}
{"op":"+I","data":{"item":"c","price":1,"qty":1}}
{"op":"+I","data":{"item":"c","price":1,"qty":1}}
{"op":"+I","data":{"item":"d","price":1,"qty":1}}
{"op":"+I","data":{"item":null,"price":1,"qty":1}}
{"op":"+I","data":{"item":null,"price":1,"qty":1}}
{"op":"+I","data":{"item":"b","price":1,"qty":1}}
{"op":"+I","data":{"item":"d","price":1,"qty":1}}
{"op":"+I","data":{"item":"d","price":1,"qty":1}}
{"op":"+I","data":{"item":"d","price":1,"qty":1}}
{"op":"+I","data":{"item":"c","price":1,"qty":1}}
{"op":"+I","data":{"item":null,"price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"d","price":1,"qty":1}}

EXPECT FINAL sink1
{"op":"+I","data":{"item":"a","n":5,"rk":1}}
{"op":"+I","data":{"item":"d","n":5,"rk":1}}

EXPECT FINAL sink2
{"op":"+I","data":{"item":"c","n":4,"rk":2}}
{"op":"+I","data":{"item":"a","n":5,"rk":1}}
{"op":"+I","data":{"item":"d","n":5,"rk":1}}

EXPECT FINAL sink3
{"op":"+I","data":{"item":"a","n":5}}
{"op":"+I","data":{"item":"d","n":5}}

EXPECT FINAL sink4
{"op":"+I","data":{"item":"a","n":5}}
{"op":"+I","data":{"item":"d","n":5}}

EXPECT FINAL sink5
{"op":"+I","data":{"item":"b","n":3}}
{"op":"+I","data":{"item":null,"n":3}}
{"op":"+I","data":{"item":"c","n":4}}
