-- flink: same
-- The most frequent items: counts only grow.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, n BIGINT, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (item STRING, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, n, rn FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n DESC) AS rn FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rn <= 2;
INSERT INTO sink2 SELECT item, n FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n DESC) AS rn FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rn < 3;
INSERT INTO sink3 SELECT item, n FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n DESC) AS rn FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item)) WHERE rn = 1;

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
{"op":"+I","data":{"item":"b","n":3,"rn":2}}
{"op":"+I","data":{"item":"a","n":8,"rn":1}}

EXPECT FINAL sink2
{"op":"+I","data":{"item":"b","n":3}}
{"op":"+I","data":{"item":"a","n":8}}

EXPECT FINAL sink3
{"op":"+I","data":{"item":"a","n":8}}
