-- flink: differs temporal-null
-- A NULL in the key equals no version, not even one of NULL.
CREATE TABLE orders (id INT, product STRING, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE prices (product STRING, price INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE VIEW latest AS SELECT product, price, t FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY product ORDER BY t DESC) AS rn FROM prices) WHERE rn = 1;
CREATE TABLE inners (id INT, price INT) WITH ('connector' = 'test');
CREATE TABLE lefts (id INT, price INT) WITH ('connector' = 'test');
CREATE TABLE sames (id INT, price INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO inners SELECT id, price FROM orders AS o JOIN latest FOR SYSTEM_TIME AS OF o.t AS v ON v.product = o.product;
INSERT INTO lefts SELECT id, price FROM orders AS o LEFT JOIN latest FOR SYSTEM_TIME AS OF o.t AS v ON v.product = o.product;
INSERT INTO sames SELECT id, price FROM orders AS o LEFT JOIN latest FOR SYSTEM_TIME AS OF o.t AS v ON v.product IS NOT DISTINCT FROM o.product;
END;

INPUT prices
{"op":"+I","data":{"product":"TEA","price":10,"t":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"product":null,"price":13,"t":"2020-01-01 00:00:20"}}

INPUT orders
{"op":"+I","data":{"id":1,"product":"TEA","t":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":2,"product":null,"t":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":3,"product":null,"t":"2020-01-01 00:00:25"}}

EXPECT MULTISET inners
{"op":"+I","data":{"id":1,"price":10}}

EXPECT MULTISET lefts
{"op":"+I","data":{"id":1,"price":10}}
{"op":"+I","data":{"id":2,"price":null}}
{"op":"+I","data":{"id":3,"price":null}}

EXPECT MULTISET sames
{"op":"+I","data":{"id":1,"price":10}}
{"op":"+I","data":{"id":2,"price":null}}
{"op":"+I","data":{"id":3,"price":13}}
