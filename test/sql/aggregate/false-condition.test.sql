-- flink: differs false-condition
-- No row comes to the aggregate: nothing is sent, whether the compiler sees it or not.
CREATE TABLE bids (item STRING, price BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT, s BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (n BIGINT, s BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (item STRING, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT COUNT(*), SUM(price) FROM bids WHERE 1 = 2;
INSERT INTO sink2 SELECT COUNT(*), SUM(price) FROM bids WHERE price > 100;
INSERT INTO sink3 SELECT item, COUNT(*) FROM bids WHERE FALSE GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10}}
{"op":"+I","data":{"item":null,"price":null}}

EXPECT MULTISET sink1

EXPECT MULTISET sink2

EXPECT MULTISET sink3
