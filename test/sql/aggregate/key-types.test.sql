-- flink: same
-- Keys of every kind of type, several of them, NULL included.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (b BOOLEAN, d DOUBLE, m DECIMAL(20,3), n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT rate > 1, rate, CAST(price AS DECIMAL(20,3)), COUNT(*) FROM bids GROUP BY rate > 1, rate, CAST(price AS DECIMAL(20,3));

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"b":false,"d":0.5,"m":10.000,"n":1}}
{"op":"+I","data":{"b":true,"d":1.25,"m":20.000,"n":1}}
{"op":"+I","data":{"b":null,"d":null,"m":5.000,"n":1}}
{"op":"+I","data":{"b":true,"d":2.0,"m":7.000,"n":1}}
{"op":"+I","data":{"b":false,"d":-0.5,"m":10.000,"n":1}}
{"op":"+I","data":{"b":false,"d":0.0,"m":null,"n":1}}
{"op":"-U","data":{"b":true,"d":1.25,"m":20.000,"n":1}}
{"op":"+U","data":{"b":true,"d":1.25,"m":20.000,"n":2}}
