-- flink: same
-- Split DISTINCT columns over rows that are taken back: emptied buckets and keys go.
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.distinct-agg.split.bucket-num' = '4';
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, d BIGINT, dq BIGINT, ma BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), COUNT(DISTINCT qty) FILTER (WHERE price > 7), MAX(price) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":9}}
{"op":"+I","data":{"item":"b","price":20,"qty":4}}
{"op":"+I","data":{"item":null,"price":20,"qty":4}}
{"op":"-D","data":{"item":"a","price":10,"qty":3}}
{"op":"-U","data":{"item":"a","price":10,"qty":1}}
{"op":"+U","data":{"item":"a","price":30,"qty":5}}
{"op":"+I","data":{"item":"a","price":7,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":9}}
{"op":"-U","data":{"item":"b","price":20,"qty":4}}
{"op":"+U","data":{"item":"b","price":20,"qty":6}}
{"op":"+I","data":{"item":"b","price":null,"qty":6}}
{"op":"-D","data":{"item":null,"price":20,"qty":4}}
{"op":"+I","data":{"item":"a","price":8,"qty":2}}
{"op":"-D","data":{"item":"b","price":20,"qty":6}}
{"op":"-D","data":{"item":"a","price":7,"qty":1}}
{"op":"-D","data":{"item":"b","price":null,"qty":6}}

EXPECT FINAL sink1
{"op":"+I","data":{"item":"a","d":2,"dq":2,"ma":30}}
