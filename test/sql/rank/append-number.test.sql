-- flink: same
-- Top-3 per key with its number: rows below shift; rows that are only inserted.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price) AS rn FROM bids) WHERE rn <= 3;

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
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"rn":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"rn":1}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":3,"rn":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"+U","data":{"item":"a","price":5,"qty":3,"rn":1}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"+U","data":{"item":"a","price":10,"qty":3,"rn":3}}
{"op":"-U","data":{"item":"a","price":5,"qty":3,"rn":1}}
{"op":"+U","data":{"item":"a","price":null,"qty":4,"rn":1}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":5,"qty":3,"rn":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rn":3}}
{"op":"+U","data":{"item":"a","price":10,"qty":2,"rn":3}}
{"op":"+I","data":{"item":null,"price":3,"qty":4,"rn":1}}
{"op":"-U","data":{"item":null,"price":3,"qty":4,"rn":1}}
{"op":"+U","data":{"item":null,"price":2,"qty":4,"rn":1}}
{"op":"+I","data":{"item":null,"price":3,"qty":4,"rn":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":3}}
{"op":"+U","data":{"item":"a","price":7,"qty":1,"rn":3}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"rn":2}}
{"op":"-U","data":{"item":"b","price":5,"qty":1,"rn":1}}
{"op":"+U","data":{"item":"b","price":4,"qty":9,"rn":1}}
{"op":"-U","data":{"item":"b","price":5,"qty":1,"rn":2}}
{"op":"+U","data":{"item":"b","price":5,"qty":1,"rn":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"rn":3}}
