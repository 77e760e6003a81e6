-- flink: same
-- Joins in a row by one key, the last of them named behind a join by another one; rows of every table are taken back, keys are NULL or alone.
CREATE TABLE bid (id INT, auction INT, bidder INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE auction (id INT, item STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE person (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE closing (id INT, price INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE total (item STRING, bids BIGINT, names STRING, price INT) WITH ('connector' = 'test');
INSERT INTO total
SELECT item, COUNT(*), MAX(name), MAX(price)
FROM bid JOIN auction ON bid.auction = auction.id JOIN person ON bid.bidder = person.id JOIN closing ON closing.id = bid.auction
GROUP BY auction, item;

INPUT bid
{"op":"+I","data":{"id":1,"auction":5,"bidder":1}}
{"op":"+I","data":{"id":2,"auction":5,"bidder":2}}
{"op":"+I","data":{"id":3,"auction":6,"bidder":1}}
{"op":"+I","data":{"id":4,"auction":null,"bidder":1}}
{"op":"+I","data":{"id":5,"auction":5,"bidder":null}}
{"op":"+I","data":{"id":6,"auction":5,"bidder":1}}

INPUT auction
{"op":"+I","data":{"id":5,"item":"tea"}}
{"op":"+I","data":{"id":6,"item":"milk"}}
{"op":"+I","data":{"id":9,"item":"alone"}}

INPUT person
{"op":"+I","data":{"id":1,"name":"Ann"}}
{"op":"+I","data":{"id":2,"name":"Zoe"}}

INPUT closing
{"op":"+I","data":{"id":5,"price":100}}
{"op":"+I","data":{"id":6,"price":60}}
{"op":"-U","data":{"id":5,"price":100}}
{"op":"+U","data":{"id":5,"price":110}}

INPUT bid
{"op":"-D","data":{"id":6,"auction":5,"bidder":1}}

INPUT person
{"op":"-U","data":{"id":2,"name":"Zoe"}}
{"op":"+U","data":{"id":2,"name":"Bea"}}

INPUT auction
{"op":"-D","data":{"id":6,"item":"milk"}}

EXPECT FINAL total
{"op":"+I","data":{"item":"tea","bids":2,"names":"Bea","price":110}}
