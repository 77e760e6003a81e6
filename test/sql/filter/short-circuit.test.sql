-- flink: same
-- AND does not evaluate the division for rows that the left side excludes.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, x BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, CASE WHEN price = 10 THEN 0 ELSE 100 / (price - 10) END FROM bids WHERE price <> 10 AND 100 / (price - 10) > 5;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"b","x":10}}
{"op":"+I","data":{"item":"b","x":10}}
