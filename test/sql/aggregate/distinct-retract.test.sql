-- flink: same
-- DISTINCT aggregates over retracting input: a value counts while one row has it.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (d BIGINT, sd BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT COUNT(DISTINCT price), SUM(DISTINCT qty) FROM bids;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"-U","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+U","data":{"item":"a","price":30,"qty":5,"rate":0.75}}
{"op":"+I","data":{"item":"a","price":7,"qty":1,"rate":1.5}}
{"op":"-D","data":{"item":"a","price":30,"qty":5,"rate":0.75}}
{"op":"-U","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+U","data":{"item":"c","price":20,"qty":4,"rate":1.25}}
{"op":"-D","data":{"item":"a","price":7,"qty":1,"rate":1.5}}

EXPECT ORDERED sink1
{"op":"+I","data":{"d":1,"sd":3}}
{"op":"-U","data":{"d":1,"sd":3}}
{"op":"+U","data":{"d":2,"sd":7}}
{"op":"-U","data":{"d":2,"sd":7}}
{"op":"+U","data":{"d":1,"sd":4}}
{"op":"-U","data":{"d":1,"sd":4}}
{"op":"+U","data":{"d":2,"sd":9}}
{"op":"-U","data":{"d":2,"sd":9}}
{"op":"+U","data":{"d":3,"sd":10}}
{"op":"-U","data":{"d":3,"sd":10}}
{"op":"+U","data":{"d":2,"sd":5}}
{"op":"-U","data":{"d":2,"sd":5}}
{"op":"+U","data":{"d":1,"sd":1}}
{"op":"-U","data":{"d":1,"sd":1}}
{"op":"+U","data":{"d":2,"sd":5}}
{"op":"-U","data":{"d":2,"sd":5}}
{"op":"+U","data":{"d":1,"sd":4}}
