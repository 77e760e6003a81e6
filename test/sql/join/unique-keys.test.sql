-- flink: same
-- A primary key tells rows apart: one row per join key on the right, several per join key on the left.
CREATE TABLE bids (id INT, auction INT, price INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE auctions (id INT, item STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE paired (bid INT, auction INT, price INT, item STRING) WITH ('connector' = 'test');
INSERT INTO paired SELECT b.id, auction, price, item FROM bids AS b LEFT JOIN auctions AS a ON b.auction = a.id;

INPUT bids
{"op":"+I","data":{"id":1,"auction":7,"price":10}}
{"op":"+I","data":{"id":2,"auction":7,"price":10}}

INPUT auctions
{"op":"+I","data":{"id":7,"item":"a"}}
{"op":"-U","data":{"id":7,"item":"a"}}
{"op":"+U","data":{"id":7,"item":"b"}}

INPUT bids
{"op":"-U","data":{"id":1,"auction":7,"price":10}}
{"op":"+U","data":{"id":1,"auction":8,"price":11}}

INPUT auctions
{"op":"-D","data":{"id":7,"item":"b"}}

EXPECT FINAL paired
{"op":"+I","data":{"bid":1,"auction":8,"price":11,"item":null}}
{"op":"+I","data":{"bid":2,"auction":7,"price":10,"item":null}}
