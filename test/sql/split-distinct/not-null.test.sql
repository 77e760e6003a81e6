-- flink: same
-- Beside a split DISTINCT column, the least and greatest of columns without NULL, which no partial result may lack.
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.distinct-agg.split.bucket-num' = '2';
CREATE TABLE bids (item STRING NOT NULL, price BIGINT NOT NULL, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, d BIGINT, first_item STRING, s BIGINT, m BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (d BIGINT, dq BIGINT, s BIGINT, a BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), MIN(item), SUM(price), MAX(price) FROM bids GROUP BY item;
INSERT INTO sink2 SELECT COUNT(DISTINCT price), COUNT(DISTINCT qty), SUM(price), AVG(price) FROM bids GROUP BY CHAR_LENGTH(item);

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"b","price":20,"qty":4}}
{"op":"+I","data":{"item":"a","price":5,"qty":null}}
{"op":"+I","data":{"item":"bb","price":7,"qty":null}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}

EXPECT FINAL sink1
{"op":"+I","data":{"item":"a","d":2,"first_item":"a","s":25,"m":10}}
{"op":"+I","data":{"item":"b","d":1,"first_item":"b","s":20,"m":20}}
{"op":"+I","data":{"item":"bb","d":1,"first_item":"bb","s":7,"m":7}}

EXPECT FINAL sink2
{"op":"+I","data":{"d":3,"dq":2,"s":45,"a":11}}
{"op":"+I","data":{"d":1,"dq":0,"s":7,"a":7}}
