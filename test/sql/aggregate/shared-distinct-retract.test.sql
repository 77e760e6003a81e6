-- flink: same
-- One set of values per column serves DISTINCT calls with different filters over rows that are taken back: a count per filter.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, d BIGINT, d1 BIGINT, s2 BIGINT, d2 BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), COUNT(DISTINCT price) FILTER (WHERE qty > 2), SUM(DISTINCT price) FILTER (WHERE qty < 5), COUNT(DISTINCT price) FILTER (WHERE qty < 5) FROM bids GROUP BY item;

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
{"op":"+I","data":{"item":null,"price":20,"qty":null}}
{"op":"-D","data":{"item":"b","price":20,"qty":6}}
{"op":"-D","data":{"item":"a","price":7,"qty":1}}
{"op":"-D","data":{"item":"a","price":30,"qty":5}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","d":1,"d1":1,"s2":10,"d2":1}}
{"op":"+I","data":{"item":"b","d":1,"d1":1,"s2":20,"d2":1}}
{"op":"+I","data":{"item":null,"d":1,"d1":1,"s2":20,"d2":1}}
{"op":"-U","data":{"item":"a","d":1,"d1":1,"s2":10,"d2":1}}
{"op":"+U","data":{"item":"a","d":1,"d1":1,"s2":null,"d2":0}}
{"op":"-U","data":{"item":"a","d":1,"d1":1,"s2":null,"d2":0}}
{"op":"+U","data":{"item":"a","d":2,"d1":2,"s2":null,"d2":0}}
{"op":"-U","data":{"item":"a","d":2,"d1":2,"s2":null,"d2":0}}
{"op":"+U","data":{"item":"a","d":3,"d1":2,"s2":7,"d2":1}}
{"op":"-U","data":{"item":"a","d":3,"d1":2,"s2":7,"d2":1}}
{"op":"+U","data":{"item":"a","d":2,"d1":1,"s2":7,"d2":1}}
{"op":"-D","data":{"item":"b","d":1,"d1":1,"s2":20,"d2":1}}
{"op":"+I","data":{"item":"b","d":1,"d1":1,"s2":null,"d2":0}}
{"op":"-D","data":{"item":null,"d":1,"d1":1,"s2":20,"d2":1}}
{"op":"+I","data":{"item":null,"d":1,"d1":0,"s2":null,"d2":0}}
{"op":"-U","data":{"item":"b","d":1,"d1":1,"s2":null,"d2":0}}
{"op":"+U","data":{"item":"b","d":0,"d1":0,"s2":null,"d2":0}}
{"op":"-U","data":{"item":"a","d":2,"d1":1,"s2":7,"d2":1}}
{"op":"+U","data":{"item":"a","d":1,"d1":1,"s2":null,"d2":0}}
{"op":"-D","data":{"item":"a","d":1,"d1":1,"s2":null,"d2":0}}
{"op":"+I","data":{"item":"a","d":1,"d1":1,"s2":10,"d2":1}}
