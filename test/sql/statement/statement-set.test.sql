-- flink: same
-- Two INSERTs of one statement set over one source.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE cheap (item STRING, price BIGINT) WITH ('connector'='test');
CREATE TABLE dear (item STRING, price BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO cheap SELECT item, price FROM bids WHERE price < 10;
INSERT INTO dear SELECT item, price FROM bids WHERE price >= 10;
END;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT MULTISET cheap
{"op":"+I","data":{"item":"a","price":5}}
{"op":"+I","data":{"item":null,"price":7}}

EXPECT MULTISET dear
{"op":"+I","data":{"item":"a","price":10}}
{"op":"+I","data":{"item":"b","price":20}}
{"op":"+I","data":{"item":"a","price":10}}
{"op":"+I","data":{"item":"b","price":20}}
