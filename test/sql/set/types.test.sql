-- flink: same
-- Columns get a common type; several set operations in a row.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (a BIGINT, b STRING) WITH ('connector'='test');
CREATE TABLE sink2 (a BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (a BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT qty, item FROM bids INTERSECT SELECT price, 'a' FROM bids;
INSERT INTO sink2 SELECT price FROM bids EXCEPT SELECT qty FROM bids EXCEPT SELECT CAST(20 AS BIGINT);
INSERT INTO sink3 SELECT price FROM bids UNION SELECT CAST(99 AS BIGINT) EXCEPT SELECT qty FROM bids INTERSECT SELECT 2;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"+I","data":{"item":null,"price":3,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":4}}
{"op":"+I","data":{"item":"a","price":7,"qty":1}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"b","price":4,"qty":9}}
{"op":"+I","data":{"item":"a","price":10,"qty":2}}

EXPECT ORDERED sink1
{"op":"+I","data":{"a":3,"b":"a"}}
{"op":"+I","data":{"a":2,"b":"a"}}
{"op":"+I","data":{"a":4,"b":"a"}}

EXPECT FINAL sink2
{"op":"+I","data":{"a":10}}
{"op":"+I","data":{"a":5}}
{"op":"+I","data":{"a":null}}
{"op":"+I","data":{"a":7}}

EXPECT FINAL sink3
{"op":"+I","data":{"a":99}}
{"op":"+I","data":{"a":10}}
{"op":"+I","data":{"a":20}}
{"op":"+I","data":{"a":5}}
{"op":"+I","data":{"a":null}}
{"op":"+I","data":{"a":3}}
{"op":"+I","data":{"a":7}}
{"op":"+I","data":{"a":4}}
