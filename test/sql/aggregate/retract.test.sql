-- flink: same
-- Retracting input: counts go down, MIN and MAX find the next value, the last row of a key deletes it.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, n BIGINT, s BIGINT, a BIGINT, lo BIGINT, hi BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(*), SUM(price), AVG(price), MIN(price), MAX(price) FROM bids GROUP BY item;

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
{"op":"+I","data":{"item":"a","n":1,"s":10,"a":10,"lo":10,"hi":10}}
{"op":"+I","data":{"item":"b","n":1,"s":20,"a":20,"lo":20,"hi":20}}
{"op":"-D","data":{"item":"a","n":1,"s":10,"a":10,"lo":10,"hi":10}}
{"op":"+I","data":{"item":"a","n":1,"s":30,"a":30,"lo":30,"hi":30}}
{"op":"-U","data":{"item":"a","n":1,"s":30,"a":30,"lo":30,"hi":30}}
{"op":"+U","data":{"item":"a","n":2,"s":37,"a":18,"lo":7,"hi":30}}
{"op":"-U","data":{"item":"a","n":2,"s":37,"a":18,"lo":7,"hi":30}}
{"op":"+U","data":{"item":"a","n":1,"s":7,"a":7,"lo":7,"hi":7}}
{"op":"-D","data":{"item":"b","n":1,"s":20,"a":20,"lo":20,"hi":20}}
{"op":"+I","data":{"item":"c","n":1,"s":20,"a":20,"lo":20,"hi":20}}
{"op":"-D","data":{"item":"a","n":1,"s":7,"a":7,"lo":7,"hi":7}}
