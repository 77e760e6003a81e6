-- flink: same
-- One set of values per column serves DISTINCT calls with different filters; a value counts for each filter once.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, d BIGINT, d1 BIGINT, s2 BIGINT, m3 BIGINT, dq BIGINT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, COUNT(DISTINCT price), COUNT(DISTINCT price) FILTER (WHERE qty > 2), SUM(DISTINCT price) FILTER (WHERE qty < 5), MAX(DISTINCT price) FILTER (WHERE qty < 5), COUNT(DISTINCT qty) FILTER (WHERE price > 5), COUNT(*) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"b","price":20,"qty":4}}
{"op":"+I","data":{"item":"a","price":5,"qty":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":8}}
{"op":"+I","data":{"item":"a","price":5,"qty":7}}
{"op":"+I","data":{"item":"a","price":5,"qty":1}}
{"op":"+I","data":{"item":null,"price":null,"qty":2}}
{"op":"+I","data":{"item":"b","price":20,"qty":4}}
{"op":"+I","data":{"item":"b","price":-1,"qty":2}}
{"op":"+I","data":{"item":null,"price":7,"qty":3}}
{"op":"+I","data":{"item":"a","price":null,"qty":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","d":1,"d1":1,"s2":10,"m3":10,"dq":1,"n":1}}
{"op":"+I","data":{"item":"b","d":1,"d1":1,"s2":20,"m3":20,"dq":1,"n":1}}
{"op":"-U","data":{"item":"a","d":1,"d1":1,"s2":10,"m3":10,"dq":1,"n":1}}
{"op":"+U","data":{"item":"a","d":2,"d1":1,"s2":10,"m3":10,"dq":1,"n":2}}
{"op":"+I","data":{"item":null,"d":1,"d1":0,"s2":7,"m3":7,"dq":1,"n":1}}
{"op":"-U","data":{"item":"a","d":2,"d1":1,"s2":10,"m3":10,"dq":1,"n":2}}
{"op":"+U","data":{"item":"a","d":2,"d1":1,"s2":10,"m3":10,"dq":2,"n":3}}
{"op":"-U","data":{"item":"a","d":2,"d1":1,"s2":10,"m3":10,"dq":2,"n":3}}
{"op":"+U","data":{"item":"a","d":2,"d1":2,"s2":10,"m3":10,"dq":2,"n":4}}
{"op":"-U","data":{"item":"a","d":2,"d1":2,"s2":10,"m3":10,"dq":2,"n":4}}
{"op":"+U","data":{"item":"a","d":2,"d1":2,"s2":15,"m3":10,"dq":2,"n":5}}
{"op":"-U","data":{"item":null,"d":1,"d1":0,"s2":7,"m3":7,"dq":1,"n":1}}
{"op":"+U","data":{"item":null,"d":1,"d1":0,"s2":7,"m3":7,"dq":1,"n":2}}
{"op":"-U","data":{"item":"b","d":1,"d1":1,"s2":20,"m3":20,"dq":1,"n":1}}
{"op":"+U","data":{"item":"b","d":1,"d1":1,"s2":20,"m3":20,"dq":1,"n":2}}
{"op":"-U","data":{"item":"b","d":1,"d1":1,"s2":20,"m3":20,"dq":1,"n":2}}
{"op":"+U","data":{"item":"b","d":2,"d1":1,"s2":19,"m3":20,"dq":1,"n":3}}
{"op":"-U","data":{"item":null,"d":1,"d1":0,"s2":7,"m3":7,"dq":1,"n":2}}
{"op":"+U","data":{"item":null,"d":1,"d1":1,"s2":7,"m3":7,"dq":2,"n":3}}
{"op":"-U","data":{"item":"a","d":2,"d1":2,"s2":15,"m3":10,"dq":2,"n":5}}
{"op":"+U","data":{"item":"a","d":2,"d1":2,"s2":15,"m3":10,"dq":2,"n":6}}
