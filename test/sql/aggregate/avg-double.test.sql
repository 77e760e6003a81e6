-- flink: same
-- AVG and SUM of DOUBLE and INT; AVG of an INT truncates.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, a DOUBLE, b INT, c DOUBLE, d INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, AVG(rate), AVG(qty), SUM(rate), SUM(qty) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","a":0.5,"b":3,"c":0.5,"d":3}}
{"op":"+I","data":{"item":"b","a":1.25,"b":4,"c":1.25,"d":4}}
{"op":"+I","data":{"item":null,"a":2.0,"b":1,"c":2.0,"d":1}}
{"op":"-U","data":{"item":"a","a":0.5,"b":3,"c":0.5,"d":3}}
{"op":"+U","data":{"item":"a","a":0.0,"b":5,"c":0.0,"d":11}}
{"op":"-U","data":{"item":null,"a":2.0,"b":1,"c":2.0,"d":1}}
{"op":"+U","data":{"item":null,"a":1.0,"b":1,"c":2.0,"d":3}}
{"op":"-U","data":{"item":"b","a":1.25,"b":4,"c":1.25,"d":4}}
{"op":"+U","data":{"item":"b","a":1.25,"b":4,"c":2.5,"d":8}}
