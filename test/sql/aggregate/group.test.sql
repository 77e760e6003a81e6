-- flink: same
-- An unbounded GROUP BY: +I for the first row of a key, then -U/+U; a NULL key is a key; equal results emit nothing.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, n BIGINT, s BIGINT, a BIGINT, lo BIGINT, hi BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(*), SUM(price), AVG(price), MIN(price), MAX(price) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","n":1,"s":10,"a":10,"lo":10,"hi":10}}
{"op":"+I","data":{"item":"b","n":1,"s":20,"a":20,"lo":20,"hi":20}}
{"op":"-U","data":{"item":"a","n":1,"s":10,"a":10,"lo":10,"hi":10}}
{"op":"+U","data":{"item":"a","n":2,"s":15,"a":7,"lo":5,"hi":10}}
{"op":"+I","data":{"item":null,"n":1,"s":7,"a":7,"lo":7,"hi":7}}
{"op":"-U","data":{"item":"a","n":2,"s":15,"a":7,"lo":5,"hi":10}}
{"op":"+U","data":{"item":"a","n":3,"s":25,"a":8,"lo":5,"hi":10}}
{"op":"-U","data":{"item":null,"n":1,"s":7,"a":7,"lo":7,"hi":7}}
{"op":"+U","data":{"item":null,"n":2,"s":7,"a":7,"lo":7,"hi":7}}
{"op":"-U","data":{"item":"b","n":1,"s":20,"a":20,"lo":20,"hi":20}}
{"op":"+U","data":{"item":"b","n":2,"s":40,"a":20,"lo":20,"hi":20}}
