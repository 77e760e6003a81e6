-- flink: same
-- One source, a projection and an aggregate in one set.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT item, COUNT(*) FROM bids GROUP BY item;
INSERT INTO sink2 SELECT item FROM bids WHERE price = 20;
END;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","n":1}}
{"op":"+I","data":{"item":"b","n":1}}
{"op":"-U","data":{"item":"a","n":1}}
{"op":"+U","data":{"item":"a","n":2}}
{"op":"+I","data":{"item":null,"n":1}}
{"op":"-U","data":{"item":"a","n":2}}
{"op":"+U","data":{"item":"a","n":3}}
{"op":"-U","data":{"item":null,"n":1}}
{"op":"+U","data":{"item":null,"n":2}}
{"op":"-U","data":{"item":"b","n":1}}
{"op":"+U","data":{"item":"b","n":2}}

EXPECT MULTISET sink2
{"op":"+I","data":{"item":"b"}}
{"op":"+I","data":{"item":"b"}}
