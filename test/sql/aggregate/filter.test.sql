-- flink: same
-- FILTER (WHERE ...) per aggregate; NULL conditions do not count.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, cheap BIGINT, big BIGINT, d BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(*) FILTER (WHERE price < 10), SUM(price) FILTER (WHERE qty > 3), COUNT(DISTINCT price) FILTER (WHERE rate > 0) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","cheap":0,"big":null,"d":1}}
{"op":"+I","data":{"item":"b","cheap":0,"big":20,"d":1}}
{"op":"-U","data":{"item":"a","cheap":0,"big":null,"d":1}}
{"op":"+U","data":{"item":"a","cheap":1,"big":null,"d":1}}
{"op":"+I","data":{"item":null,"cheap":1,"big":null,"d":1}}
{"op":"-U","data":{"item":"a","cheap":1,"big":null,"d":1}}
{"op":"+U","data":{"item":"a","cheap":1,"big":10,"d":1}}
{"op":"-U","data":{"item":"b","cheap":0,"big":20,"d":1}}
{"op":"+U","data":{"item":"b","cheap":0,"big":40,"d":1}}
