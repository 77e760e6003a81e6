-- flink: same
-- Frequent quantities per item: the partition is part of the key.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, qty INT, n BIGINT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, qty, n, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY n DESC) AS rn FROM (SELECT item, qty, COUNT(*) AS n FROM bids GROUP BY item, qty)) WHERE rn <= 2;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"+I","data":{"item":"a","price":null,"qty":5}}
{"op":"+I","data":{"item":null,"price":3,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":4}}
{"op":"+I","data":{"item":"a","price":7,"qty":1}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"b","price":4,"qty":9}}
{"op":"+I","data":{"item":"a","price":10,"qty":2}}

EXPECT FINAL sink1
{"op":"+I","data":{"item":"a","qty":3,"n":2,"rn":2}}
{"op":"+I","data":{"item":null,"qty":4,"n":2,"rn":1}}
{"op":"+I","data":{"item":"b","qty":1,"n":2,"rn":1}}
{"op":"+I","data":{"item":"b","qty":9,"n":1,"rn":2}}
{"op":"+I","data":{"item":"a","qty":2,"n":3,"rn":1}}
