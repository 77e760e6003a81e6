-- flink: same
-- SELECT DISTINCT over retracting input deletes a row when its last copy goes.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT DISTINCT item FROM bids;

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
{"op":"+I","data":{"item":"a"}}
{"op":"+I","data":{"item":"b"}}
{"op":"-D","data":{"item":"a"}}
{"op":"+I","data":{"item":"a"}}
{"op":"-D","data":{"item":"b"}}
{"op":"+I","data":{"item":"c"}}
{"op":"-D","data":{"item":"a"}}
