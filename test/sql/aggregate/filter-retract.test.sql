-- flink: same
-- FILTER over retracting input.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT, s BIGINT, a BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT COUNT(*) FILTER (WHERE price > 9), SUM(price) FILTER (WHERE qty < 5), AVG(price) FILTER (WHERE item = 'a') FROM bids;

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
{"op":"+I","data":{"n":1,"s":10,"a":10}}
{"op":"-U","data":{"n":1,"s":10,"a":10}}
{"op":"+U","data":{"n":2,"s":30,"a":10}}
{"op":"-U","data":{"n":2,"s":30,"a":10}}
{"op":"+U","data":{"n":1,"s":20,"a":null}}
{"op":"-U","data":{"n":1,"s":20,"a":null}}
{"op":"+U","data":{"n":2,"s":20,"a":30}}
{"op":"-U","data":{"n":2,"s":20,"a":30}}
{"op":"+U","data":{"n":2,"s":27,"a":18}}
{"op":"-U","data":{"n":2,"s":27,"a":18}}
{"op":"+U","data":{"n":1,"s":27,"a":7}}
{"op":"-U","data":{"n":1,"s":27,"a":7}}
{"op":"+U","data":{"n":0,"s":7,"a":7}}
{"op":"-U","data":{"n":0,"s":7,"a":7}}
{"op":"+U","data":{"n":1,"s":27,"a":7}}
{"op":"-U","data":{"n":1,"s":27,"a":7}}
{"op":"+U","data":{"n":1,"s":20,"a":null}}
