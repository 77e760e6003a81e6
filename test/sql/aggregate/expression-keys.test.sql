-- flink: same
-- Keys and arguments may be expressions; the key need not be selected.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (k BIGINT, s BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT price / 10, SUM(price * qty) FROM bids GROUP BY price / 10, UPPER(item);

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT MULTISET sink1
{"op":"+I","data":{"k":1,"s":30}}
{"op":"+I","data":{"k":2,"s":80}}
{"op":"+I","data":{"k":0,"s":null}}
{"op":"+I","data":{"k":0,"s":7}}
{"op":"-U","data":{"k":1,"s":30}}
{"op":"+U","data":{"k":1,"s":110}}
{"op":"+I","data":{"k":null,"s":null}}
{"op":"-U","data":{"k":2,"s":80}}
{"op":"+U","data":{"k":2,"s":160}}
