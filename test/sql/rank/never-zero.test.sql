-- flink: same
-- A rank that cannot be, rn = 0: no rows.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price) AS rn FROM bids) WHERE rn = 0;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}

EXPECT ORDERED sink1
