-- flink: same
-- Two split DISTINCT columns: each has a partial aggregate of its own.
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.distinct-agg.split.bucket-num' = '4';
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, d BIGINT, dq BIGINT, sq INT, n BIGINT, ad BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), COUNT(DISTINCT qty), SUM(DISTINCT qty), COUNT(qty), AVG(DISTINCT price) FROM bids GROUP BY item;

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
{"op":"+I","data":{"item":"a","d":6,"dq":5,"sq":28,"n":8,"ad":10}}
{"op":"+I","data":{"item":"b","d":3,"dq":2,"sq":6,"n":4,"ad":13}}
{"op":"+I","data":{"item":null,"d":1,"dq":3,"sq":6,"n":3,"ad":7}}
