-- flink: same
-- MIN and MAX of several types over retracting input, without a key.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (a BIGINT, b STRING, c DOUBLE, d INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT MIN(price), MAX(item), MIN(rate), MAX(qty) FROM bids;

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
{"op":"+I","data":{"a":10,"b":"a","c":0.5,"d":3}}
{"op":"-U","data":{"a":10,"b":"a","c":0.5,"d":3}}
{"op":"+U","data":{"a":10,"b":"b","c":0.5,"d":4}}
{"op":"-U","data":{"a":10,"b":"b","c":0.5,"d":4}}
{"op":"+U","data":{"a":20,"b":"b","c":1.25,"d":4}}
{"op":"-U","data":{"a":20,"b":"b","c":1.25,"d":4}}
{"op":"+U","data":{"a":20,"b":"b","c":0.75,"d":5}}
{"op":"-U","data":{"a":20,"b":"b","c":0.75,"d":5}}
{"op":"+U","data":{"a":7,"b":"b","c":0.75,"d":5}}
{"op":"-U","data":{"a":7,"b":"b","c":0.75,"d":5}}
{"op":"+U","data":{"a":7,"b":"b","c":1.25,"d":4}}
{"op":"-U","data":{"a":7,"b":"b","c":1.25,"d":4}}
{"op":"+U","data":{"a":7,"b":"a","c":1.5,"d":1}}
{"op":"-U","data":{"a":7,"b":"a","c":1.5,"d":1}}
{"op":"+U","data":{"a":7,"b":"c","c":1.25,"d":4}}
{"op":"-U","data":{"a":7,"b":"c","c":1.25,"d":4}}
{"op":"+U","data":{"a":20,"b":"c","c":1.25,"d":4}}
