-- flink: same
-- ORDER BY names aliases, positions, columns that are not selected, and expressions.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, p BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (a STRING, p BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (a STRING) WITH ('connector'='test');
CREATE TABLE sink4 (a STRING, p BIGINT) WITH ('connector'='test');
CREATE TABLE sink5 (a STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT item AS a, price * 2 AS p FROM bids ORDER BY p DESC LIMIT 2;
INSERT INTO sink2 SELECT item, price FROM bids ORDER BY 2 LIMIT 2;
INSERT INTO sink3 SELECT item FROM bids ORDER BY qty DESC LIMIT 2;
INSERT INTO sink4 SELECT item AS a, -price AS price FROM bids ORDER BY price LIMIT 2;
INSERT INTO sink5 SELECT item FROM bids ORDER BY price + qty DESC LIMIT 2;

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
{"op":"+I","data":{"a":"a","p":20}}
{"op":"+I","data":{"a":"a","p":40}}

EXPECT ORDERED sink2
{"op":"+I","data":{"a":"a","p":10}}
{"op":"+I","data":{"a":"a","p":20}}
{"op":"-D","data":{"a":"a","p":20}}
{"op":"+I","data":{"a":"b","p":5}}
{"op":"-D","data":{"a":"a","p":10}}
{"op":"+I","data":{"a":"a","p":5}}
{"op":"-D","data":{"a":"a","p":5}}
{"op":"+I","data":{"a":"a","p":null}}
{"op":"-D","data":{"a":"b","p":5}}
{"op":"+I","data":{"a":null,"p":3}}
{"op":"-D","data":{"a":null,"p":3}}
{"op":"+I","data":{"a":null,"p":2}}

EXPECT ORDERED sink3
{"op":"+I","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
{"op":"-D","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
{"op":"-D","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
{"op":"-D","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
{"op":"-D","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
{"op":"-D","data":{"a":"a"}}
{"op":"+I","data":{"a":"b"}}

EXPECT ORDERED sink4
{"op":"+I","data":{"a":"a","p":-10}}
{"op":"+I","data":{"a":"a","p":-20}}
{"op":"-D","data":{"a":"a","p":-10}}
{"op":"+I","data":{"a":"a","p":null}}

EXPECT ORDERED sink5
{"op":"+I","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
{"op":"-D","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
{"op":"-D","data":{"a":"a"}}
{"op":"+I","data":{"a":"a"}}
