-- flink: same
-- An aggregate over an aggregate retracts.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT, items BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT n, COUNT(*) FROM (SELECT item, COUNT(*) AS n FROM bids GROUP BY item) GROUP BY n;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT FINAL sink1
{"op":"+I","data":{"n":1,"items":1}}
{"op":"-U","data":{"n":1,"items":1}}
{"op":"+U","data":{"n":1,"items":2}}
{"op":"-U","data":{"n":1,"items":2}}
{"op":"+U","data":{"n":1,"items":1}}
{"op":"+I","data":{"n":2,"items":1}}
{"op":"-U","data":{"n":1,"items":1}}
{"op":"+U","data":{"n":1,"items":2}}
{"op":"-D","data":{"n":2,"items":1}}
{"op":"+I","data":{"n":3,"items":1}}
{"op":"-U","data":{"n":1,"items":2}}
{"op":"+U","data":{"n":1,"items":1}}
{"op":"+I","data":{"n":2,"items":1}}
{"op":"-D","data":{"n":1,"items":1}}
{"op":"-U","data":{"n":2,"items":1}}
{"op":"+U","data":{"n":2,"items":2}}
