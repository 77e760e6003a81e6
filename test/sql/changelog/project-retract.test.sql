-- flink: same
-- Row kinds pass through projections and filters on key columns.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, twice BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price * 2 FROM bids;

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
{"op":"+I","data":{"item":"a","twice":20}}
{"op":"+I","data":{"item":"b","twice":40}}
{"op":"-U","data":{"item":"a","twice":20}}
{"op":"+U","data":{"item":"a","twice":60}}
{"op":"+I","data":{"item":"a","twice":14}}
{"op":"-D","data":{"item":"a","twice":60}}
{"op":"-U","data":{"item":"b","twice":40}}
{"op":"+U","data":{"item":"c","twice":40}}
{"op":"-D","data":{"item":"a","twice":14}}
