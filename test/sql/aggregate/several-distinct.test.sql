-- flink: same
-- Several DISTINCT columns, one of them filtered.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, a BIGINT, b BIGINT, c BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), COUNT(DISTINCT qty), COUNT(DISTINCT price) FILTER (WHERE qty > 2) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","a":1,"b":1,"c":1}}
{"op":"+I","data":{"item":"b","a":1,"b":1,"c":1}}
{"op":"-U","data":{"item":"a","a":1,"b":1,"c":1}}
{"op":"+U","data":{"item":"a","a":2,"b":1,"c":1}}
{"op":"+I","data":{"item":null,"a":1,"b":1,"c":0}}
{"op":"-U","data":{"item":"a","a":2,"b":1,"c":1}}
{"op":"+U","data":{"item":"a","a":2,"b":2,"c":1}}
{"op":"-U","data":{"item":null,"a":1,"b":1,"c":0}}
{"op":"+U","data":{"item":null,"a":1,"b":2,"c":0}}
