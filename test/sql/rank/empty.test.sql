-- flink: same
-- No rows.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY price) AS rn FROM bids) WHERE rn <= 3;

INPUT bids

EXPECT ORDERED sink1
