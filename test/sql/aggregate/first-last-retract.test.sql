-- flink: same
-- FIRST_VALUE and LAST_VALUE of rows that come and go: of what is left, in the order in which it came.
CREATE TABLE bids (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, f BIGINT, l BIGINT, fq INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, FIRST_VALUE(price), LAST_VALUE(price), FIRST_VALUE(qty) FROM bids GROUP BY item;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2}}
{"op":"+I","data":{"item":"a","price":20,"qty":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":3}}
{"op":"+I","data":{"item":"a","price":5,"qty":3}}
{"op":"+I","data":{"item":"a","price":10,"qty":4}}
{"op":"-D","data":{"item":"a","price":10,"qty":2}}
{"op":"-U","data":{"item":"a","price":5,"qty":3}}
{"op":"+U","data":{"item":"a","price":30,"qty":3}}
{"op":"+I","data":{"item":null,"price":null,"qty":1}}
{"op":"+I","data":{"item":null,"price":4,"qty":1}}
{"op":"-D","data":{"item":"a","price":20,"qty":2}}
{"op":"-D","data":{"item":"b","price":5,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":3}}
{"op":"-D","data":{"item":null,"price":null,"qty":1}}
{"op":"-D","data":{"item":"a","price":10,"qty":4}}
{"op":"-D","data":{"item":"a","price":30,"qty":3}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":0,"qty":1}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","f":10,"l":10,"fq":2}}
{"op":"-U","data":{"item":"a","f":10,"l":10,"fq":2}}
{"op":"+U","data":{"item":"a","f":10,"l":20,"fq":2}}
{"op":"+I","data":{"item":"b","f":5,"l":5,"fq":1}}
{"op":"-U","data":{"item":"a","f":10,"l":20,"fq":2}}
{"op":"+U","data":{"item":"a","f":10,"l":10,"fq":2}}
{"op":"-U","data":{"item":"a","f":10,"l":10,"fq":2}}
{"op":"+U","data":{"item":"a","f":10,"l":5,"fq":2}}
{"op":"-U","data":{"item":"a","f":10,"l":5,"fq":2}}
{"op":"+U","data":{"item":"a","f":10,"l":10,"fq":2}}
{"op":"-U","data":{"item":"a","f":10,"l":10,"fq":2}}
{"op":"+U","data":{"item":"a","f":20,"l":10,"fq":2}}
{"op":"-U","data":{"item":"a","f":20,"l":10,"fq":2}}
{"op":"+U","data":{"item":"a","f":20,"l":30,"fq":2}}
{"op":"+I","data":{"item":null,"f":null,"l":null,"fq":1}}
{"op":"-U","data":{"item":null,"f":null,"l":null,"fq":1}}
{"op":"+U","data":{"item":null,"f":4,"l":4,"fq":1}}
{"op":"-U","data":{"item":"a","f":20,"l":30,"fq":2}}
{"op":"+U","data":{"item":"a","f":10,"l":30,"fq":3}}
{"op":"-D","data":{"item":"b","f":5,"l":5,"fq":1}}
{"op":"-U","data":{"item":"a","f":10,"l":30,"fq":3}}
{"op":"+U","data":{"item":"a","f":10,"l":30,"fq":4}}
{"op":"-U","data":{"item":"a","f":10,"l":30,"fq":4}}
{"op":"+U","data":{"item":"a","f":30,"l":30,"fq":3}}
{"op":"-D","data":{"item":"a","f":30,"l":30,"fq":3}}
{"op":"+I","data":{"item":"a","f":1,"l":1,"fq":1}}
{"op":"-U","data":{"item":"a","f":1,"l":1,"fq":1}}
{"op":"+U","data":{"item":"a","f":1,"l":0,"fq":1}}
