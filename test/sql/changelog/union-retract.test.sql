-- flink: same
-- UNION ALL of retracting inputs keeps each change.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, v BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price FROM bids UNION ALL SELECT item, CAST(qty AS BIGINT) FROM bids;

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

EXPECT MULTISET sink1
{"op":"+I","data":{"item":"a","v":10}}
{"op":"+I","data":{"item":"b","v":20}}
{"op":"-U","data":{"item":"a","v":10}}
{"op":"+U","data":{"item":"a","v":30}}
{"op":"+I","data":{"item":"a","v":7}}
{"op":"-D","data":{"item":"a","v":30}}
{"op":"-U","data":{"item":"b","v":20}}
{"op":"+U","data":{"item":"c","v":20}}
{"op":"-D","data":{"item":"a","v":7}}
{"op":"+I","data":{"item":"a","v":3}}
{"op":"+I","data":{"item":"b","v":4}}
{"op":"-U","data":{"item":"a","v":3}}
{"op":"+U","data":{"item":"a","v":5}}
{"op":"+I","data":{"item":"a","v":1}}
{"op":"-D","data":{"item":"a","v":5}}
{"op":"-U","data":{"item":"b","v":4}}
{"op":"+U","data":{"item":"c","v":4}}
{"op":"-D","data":{"item":"a","v":1}}
