-- flink: same
-- ORDER BY with LIMIT, and with an offset.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink3 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty FROM bids ORDER BY price LIMIT 2;
INSERT INTO sink2 SELECT item, price, qty FROM bids ORDER BY price DESC, qty LIMIT 1;
INSERT INTO sink3 SELECT item, price, qty FROM bids ORDER BY price OFFSET 1 ROWS FETCH FIRST 2 ROWS ONLY;

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
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"-D","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"-D","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"-D","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":null,"price":3,"qty":4}}
{"op":"-D","data":{"item":null,"price":3,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":4}}

EXPECT ORDERED sink2
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":2}}
{"op":"+U","data":{"item":"a","price":20,"qty":2}}

EXPECT ORDERED sink3
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"-U","data":{"item":"a","price":20,"qty":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"-U","data":{"item":"a","price":20,"qty":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":2}}
{"op":"+U","data":{"item":"a","price":5,"qty":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":3}}
{"op":"+U","data":{"item":"a","price":10,"qty":2}}
{"op":"-U","data":{"item":"a","price":5,"qty":3}}
{"op":"+U","data":{"item":"b","price":5,"qty":1}}
{"op":"-U","data":{"item":"a","price":10,"qty":2}}
{"op":"+U","data":{"item":"a","price":5,"qty":3}}
{"op":"-U","data":{"item":"b","price":5,"qty":1}}
{"op":"+U","data":{"item":null,"price":3,"qty":4}}
{"op":"-U","data":{"item":"a","price":5,"qty":3}}
{"op":"+U","data":{"item":"b","price":5,"qty":1}}
{"op":"-U","data":{"item":null,"price":3,"qty":4}}
{"op":"+U","data":{"item":null,"price":2,"qty":4}}
{"op":"-U","data":{"item":"b","price":5,"qty":1}}
{"op":"+U","data":{"item":null,"price":3,"qty":4}}
