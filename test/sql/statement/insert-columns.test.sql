-- flink: same
-- INSERT with a column list fills the others with NULL and casts to the sink's types.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (note STRING, price DECIMAL(12,1), item STRING) WITH ('connector'='test');
INSERT INTO sink1 (item, price) SELECT item, price FROM bids WHERE qty > 2;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"note":null,"price":10.0,"item":"a"}}
{"op":"+I","data":{"note":null,"price":20.0,"item":"b"}}
{"op":"+I","data":{"note":null,"price":10.0,"item":"a"}}
{"op":"+I","data":{"note":null,"price":20.0,"item":"b"}}
