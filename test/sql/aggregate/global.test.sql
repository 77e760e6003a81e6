-- flink: same
-- No GROUP BY: one row, updated.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT, q BIGINT, s INT, d DOUBLE) WITH ('connector'='test');
INSERT INTO sink1 SELECT COUNT(*), COUNT(qty), SUM(qty), SUM(rate) FROM bids;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"n":1,"q":1,"s":3,"d":0.5}}
{"op":"-U","data":{"n":1,"q":1,"s":3,"d":0.5}}
{"op":"+U","data":{"n":2,"q":2,"s":7,"d":1.75}}
{"op":"-U","data":{"n":2,"q":2,"s":7,"d":1.75}}
{"op":"+U","data":{"n":3,"q":2,"s":7,"d":1.75}}
{"op":"-U","data":{"n":3,"q":2,"s":7,"d":1.75}}
{"op":"+U","data":{"n":4,"q":3,"s":8,"d":3.75}}
{"op":"-U","data":{"n":4,"q":3,"s":8,"d":3.75}}
{"op":"+U","data":{"n":5,"q":4,"s":16,"d":3.25}}
{"op":"-U","data":{"n":5,"q":4,"s":16,"d":3.25}}
{"op":"+U","data":{"n":6,"q":5,"s":18,"d":3.25}}
{"op":"-U","data":{"n":6,"q":5,"s":18,"d":3.25}}
{"op":"+U","data":{"n":7,"q":6,"s":22,"d":4.5}}
