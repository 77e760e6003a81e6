-- flink: same
-- Without partition, in order of texts and of expressions; rows that are only inserted.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY item DESC, price) AS rn FROM bids) WHERE rn <= 3;
INSERT INTO sink2 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY -price + qty) AS rn FROM bids) WHERE rn <= 2;

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
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"+U","data":{"item":"b","price":5,"qty":1,"rn":1}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":3}}
{"op":"+U","data":{"item":"a","price":10,"qty":3,"rn":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":5,"qty":3,"rn":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rn":3}}
{"op":"+U","data":{"item":"a","price":10,"qty":2,"rn":3}}
{"op":"-U","data":{"item":"a","price":5,"qty":3,"rn":2}}
{"op":"+U","data":{"item":"a","price":null,"qty":4,"rn":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":3}}
{"op":"+U","data":{"item":"a","price":5,"qty":3,"rn":3}}
{"op":"-U","data":{"item":"a","price":null,"qty":4,"rn":2}}
{"op":"+U","data":{"item":"b","price":5,"qty":1,"rn":2}}
{"op":"-U","data":{"item":"a","price":5,"qty":3,"rn":3}}
{"op":"+U","data":{"item":"a","price":null,"qty":4,"rn":3}}
{"op":"-U","data":{"item":"b","price":5,"qty":1,"rn":1}}
{"op":"+U","data":{"item":"b","price":4,"qty":9,"rn":1}}
{"op":"-U","data":{"item":"b","price":5,"qty":1,"rn":2}}
{"op":"+U","data":{"item":"b","price":5,"qty":1,"rn":2}}
{"op":"-U","data":{"item":"a","price":null,"qty":4,"rn":3}}
{"op":"+U","data":{"item":"b","price":5,"qty":1,"rn":3}}

EXPECT ORDERED sink2
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"+U","data":{"item":"a","price":20,"qty":2,"rn":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":1}}
{"op":"+U","data":{"item":"a","price":null,"qty":4,"rn":1}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":20,"qty":2,"rn":2}}
