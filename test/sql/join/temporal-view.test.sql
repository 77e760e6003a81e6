-- flink: same
-- A view that keeps the last row per key by event time is a versioned table whose key is that of its partitions.
CREATE TABLE orders (id INT, product STRING, shop INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE prices (product STRING, shop INT, price INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE VIEW latest AS SELECT product, shop, price, t FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY product, shop ORDER BY t DESC) AS rn FROM prices) WHERE rn = 1;
CREATE TABLE inners (id INT, price INT) WITH ('connector' = 'test');
CREATE TABLE lefts (id INT, product STRING, price INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO inners SELECT id, price FROM orders AS o JOIN latest FOR SYSTEM_TIME AS OF o.t AS v ON v.shop = o.shop AND o.product = v.product;
INSERT INTO lefts SELECT id, v.product, price FROM orders AS o LEFT JOIN latest FOR SYSTEM_TIME AS OF o.t AS v ON v.shop = MOD(o.shop, 10) AND UPPER(o.product) = v.product;
END;

INPUT prices
{"op":"+I","data":{"product":"TEA","shop":1,"price":10,"t":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"product":"TEA","shop":2,"price":11,"t":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"product":"TEA","shop":1,"price":12,"t":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"product":null,"shop":1,"price":13,"t":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"product":"TEA","shop":1,"price":14,"t":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"product":"TEA","shop":2,"price":15,"t":"2020-01-01 00:00:30"}}

INPUT orders
{"op":"+I","data":{"id":1,"product":"TEA","shop":1,"t":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"id":2,"product":"TEA","shop":1,"t":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":3,"product":"TEA","shop":2,"t":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"id":4,"product":"tea","shop":11,"t":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"id":6,"product":"TEA","shop":3,"t":"2020-01-01 00:00:40"}}
{"op":"+I","data":{"id":7,"product":"TEA","shop":2,"t":"2020-01-01 00:00:40"}}

EXPECT MULTISET inners
{"op":"+I","data":{"id":3,"price":11}}
{"op":"+I","data":{"id":2,"price":10}}
{"op":"+I","data":{"id":7,"price":15}}

EXPECT MULTISET lefts
{"op":"+I","data":{"id":1,"product":null,"price":null}}
{"op":"+I","data":{"id":2,"product":"TEA","price":10}}
{"op":"+I","data":{"id":3,"product":"TEA","price":11}}
{"op":"+I","data":{"id":4,"product":"TEA","price":12}}
{"op":"+I","data":{"id":6,"product":null,"price":null}}
{"op":"+I","data":{"id":7,"product":"TEA","price":15}}
