-- flink: same
-- A split DISTINCT column with other aggregates beside it gives what it gives unsplit.
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.distinct-agg.split.bucket-num' = '4';
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, d BIGINT, df BIGINT, sd BIGINT, s BIGINT, n BIGINT, mi BIGINT, ma INT, a BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), COUNT(DISTINCT price) FILTER (WHERE qty > 2), SUM(DISTINCT price), SUM(qty), COUNT(*), MIN(price), MAX(qty), AVG(price) FROM bids GROUP BY item;

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
{"op":"+I","data":{"item":"a","d":6,"df":5,"sd":65,"s":35,"n":10,"mi":5,"ma":9,"a":9}}
{"op":"+I","data":{"item":"b","d":3,"df":2,"sd":40,"s":14,"n":4,"mi":-1,"ma":4,"a":15}}
{"op":"+I","data":{"item":null,"d":1,"df":1,"sd":7,"s":6,"n":3,"mi":7,"ma":3,"a":7}}
