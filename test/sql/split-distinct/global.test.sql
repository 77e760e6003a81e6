-- flink: same
-- A split aggregate without keys.
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.distinct-agg.split.bucket-num' = '4';
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (d BIGINT, df BIGINT, dq BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT COUNT(DISTINCT price), COUNT(DISTINCT price) FILTER (WHERE qty > 100), COUNT(DISTINCT qty) FROM bids;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"b","price":20,"qty":4}}
{"op":"+I","data":{"item":"a","price":5,"qty":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":8}}
{"op":"+I","data":{"item":"a","price":5,"qty":7}}
{"op":"+I","data":{"item":"a","price":5,"qty":1}}
{"op":"+I","data":{"item":null,"price":null,"qty":2}}
{"op":"+I","data":{"item":"b","price":20,"qty":4}}
{"op":"+I","data":{"item":"b","price":-1,"qty":2}}
{"op":"+I","data":{"item":null,"price":7,"qty":3}}
{"op":"+I","data":{"item":"a","price":null,"qty":null}}
{"op":"+I","data":{"item":"a","price":11,"qty":3}}
{"op":"+I","data":{"item":"a","price":12,"qty":3}}
{"op":"+I","data":{"item":"a","price":13,"qty":1}}
{"op":"+I","data":{"item":"a","price":14,"qty":9}}
{"op":"+I","data":{"item":"b","price":21,"qty":4}}

EXPECT FINAL sink1
{"op":"+I","data":{"d":10,"df":0,"dq":7}}
