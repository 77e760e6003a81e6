-- flink: same
-- FIRST_VALUE and LAST_VALUE pass NULL over.
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
{"op":"+I","data":{"item":"a","price":null,"qty":4}}
{"op":"+I","data":{"item":null,"price":3,"qty":4}}
{"op":"+I","data":{"item":null,"price":2,"qty":4}}
{"op":"+I","data":{"item":"a","price":7,"qty":1}}
{"op":"+I","data":{"item":"b","price":5,"qty":1}}
{"op":"+I","data":{"item":"b","price":4,"qty":9}}
{"op":"+I","data":{"item":"a","price":10,"qty":2}}

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
{"op":"+I","data":{"item":null,"f":3,"l":3,"fq":4}}
{"op":"-U","data":{"item":null,"f":3,"l":3,"fq":4}}
{"op":"+U","data":{"item":null,"f":3,"l":2,"fq":4}}
{"op":"-U","data":{"item":"a","f":10,"l":10,"fq":2}}
{"op":"+U","data":{"item":"a","f":10,"l":7,"fq":2}}
{"op":"-U","data":{"item":"b","f":5,"l":5,"fq":1}}
{"op":"+U","data":{"item":"b","f":5,"l":4,"fq":1}}
{"op":"-U","data":{"item":"a","f":10,"l":7,"fq":2}}
{"op":"+U","data":{"item":"a","f":10,"l":10,"fq":2}}
