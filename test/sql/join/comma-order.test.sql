-- flink: same
-- Tables in an order in which the first two have nothing in common, with rows that are taken back; the third ties them together.
CREATE TABLE person (id INT, city STRING) WITH ('connector' = 'test');
CREATE TABLE item (id INT, name STRING) WITH ('connector' = 'test');
CREATE TABLE sale (person INT, item INT, price INT) WITH ('connector' = 'test');
CREATE TABLE sold (city STRING, name STRING, price INT) WITH ('connector' = 'test');
INSERT INTO sold SELECT city, name, price FROM person, item, sale WHERE person.id = sale.person AND sale.item = item.id;

INPUT person
{"op":"+I","data":{"id":1,"city":"Ulm"}}
{"op":"+I","data":{"id":2,"city":"Bern"}}
{"op":"+I","data":{"id":null,"city":"nowhere"}}

INPUT item
{"op":"+I","data":{"id":7,"name":"tea"}}
{"op":"+I","data":{"id":8,"name":"milk"}}
{"op":"+I","data":{"id":null,"name":"nothing"}}

INPUT sale
{"op":"+I","data":{"person":1,"item":7,"price":10}}
{"op":"+I","data":{"person":1,"item":8,"price":20}}
{"op":"+I","data":{"person":2,"item":7,"price":30}}
{"op":"+I","data":{"person":2,"item":null,"price":40}}
{"op":"+I","data":{"person":null,"item":null,"price":50}}
{"op":"-D","data":{"person":1,"item":8,"price":20}}

INPUT person
{"op":"-U","data":{"id":2,"city":"Bern"}}
{"op":"+U","data":{"id":2,"city":"Graz"}}

EXPECT FINAL sold
{"op":"+I","data":{"city":"Ulm","name":"tea","price":10}}
{"op":"+I","data":{"city":"Graz","name":"tea","price":30}}
