-- flink: no RANK of streams
-- One rank that is not the best: rows that are only inserted.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT, rk BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty, rk FROM (SELECT *, RANK() OVER (PARTITION BY item ORDER BY price) AS rk FROM bids) WHERE rk = 2;

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
{"op":"+I","data":{"item":"a","price":20,"qty":2,"rk":2}}
{"op":"-D","data":{"item":"a","price":20,"qty":2,"rk":2}}
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rk":2}}
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rk":2}}
{"op":"+I","data":{"item":"a","price":10,"qty":4,"rk":2}}
{"op":"+I","data":{"item":"a","price":5,"qty":3,"rk":2}}
{"op":"-D","data":{"item":"a","price":10,"qty":2,"rk":2}}
{"op":"-D","data":{"item":"a","price":10,"qty":3,"rk":2}}
{"op":"-D","data":{"item":"a","price":10,"qty":4,"rk":2}}
{"op":"+I","data":{"item":null,"price":3,"qty":4,"rk":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"rk":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"rk":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":7,"rk":2}}
{"op":"+I","data":{"item":"a","price":5,"qty":3,"rk":2}}
{"op":"-D","data":{"item":"a","price":5,"qty":3,"rk":2}}
{"op":"-D","data":{"item":"a","price":5,"qty":3,"rk":2}}
{"op":"-D","data":{"item":null,"price":3,"qty":4,"rk":2}}
