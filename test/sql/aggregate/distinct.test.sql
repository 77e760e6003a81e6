-- flink: same
-- DISTINCT aggregates over append-only input.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, d BIGINT, sd BIGINT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), SUM(DISTINCT price), COUNT(price) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","d":1,"sd":10,"n":1}}
{"op":"+I","data":{"item":"b","d":1,"sd":20,"n":1}}
{"op":"-U","data":{"item":"a","d":1,"sd":10,"n":1}}
{"op":"+U","data":{"item":"a","d":2,"sd":15,"n":2}}
{"op":"+I","data":{"item":null,"d":1,"sd":7,"n":1}}
{"op":"-U","data":{"item":"a","d":2,"sd":15,"n":2}}
{"op":"+U","data":{"item":"a","d":2,"sd":15,"n":3}}
{"op":"-U","data":{"item":"b","d":1,"sd":20,"n":1}}
{"op":"+U","data":{"item":"b","d":1,"sd":20,"n":2}}
