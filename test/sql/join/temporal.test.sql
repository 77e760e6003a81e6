-- flink: same
-- Each row is joined with the version that its key had at the row's event time: updates begin one, deletes end one, of equal times the later one counts.
CREATE TABLE orders (id INT, currency STRING, amount INT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '1' SECOND) WITH ('connector' = 'test');
CREATE TABLE rates (currency STRING, rate INT, t TIMESTAMP(3), WATERMARK FOR t AS t - INTERVAL '1' SECOND, PRIMARY KEY (currency) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE inners (id INT, currency STRING, rate INT, since TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE TABLE lefts (id INT, amount INT, rate INT) WITH ('connector' = 'test');
CREATE TABLE conditions (id INT, rate INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO inners SELECT o.id, r.currency, r.rate, r.t FROM orders AS o JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.currency = r.currency;
INSERT INTO lefts SELECT o.id, o.amount, r.rate FROM orders AS o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.currency = r.currency;
INSERT INTO conditions
SELECT o.id, r.rate FROM orders AS o LEFT JOIN rates FOR SYSTEM_TIME AS OF o.t AS r ON o.currency = r.currency AND o.amount > r.rate AND r.rate > 100 AND o.amount < 5000;
END;

INPUT rates
{"op":"+I","data":{"currency":"EUR","rate":110,"t":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"currency":"YEN","rate":2,"t":"2020-01-01 00:00:12"}}
{"op":"-U","data":{"currency":"EUR","rate":110,"t":"2020-01-01 00:00:10"}}
{"op":"+U","data":{"currency":"EUR","rate":116,"t":"2020-01-01 00:00:20"}}
{"op":"-U","data":{"currency":"EUR","rate":116,"t":"2020-01-01 00:00:20"}}
{"op":"+U","data":{"currency":"EUR","rate":117,"t":"2020-01-01 00:00:20"}}
{"op":"-D","data":{"currency":"YEN","rate":2,"t":"2020-01-01 00:00:25"}}

INPUT orders
{"op":"+I","data":{"id":1,"currency":"EUR","amount":200,"t":"2020-01-01 00:00:09.999"}}
{"op":"+I","data":{"id":2,"currency":"EUR","amount":200,"t":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"id":3,"currency":"YEN","amount":200,"t":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":4,"currency":"EUR","amount":100,"t":"2020-01-01 00:00:19.999"}}
{"op":"+I","data":{"id":5,"currency":"EUR","amount":9000,"t":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"id":6,"currency":null,"amount":200,"t":"2020-01-01 00:00:21"}}
{"op":"+I","data":{"id":7,"currency":"USD","amount":200,"t":"2020-01-01 00:00:22"}}
{"op":"+I","data":{"id":8,"currency":"YEN","amount":200,"t":"2020-01-01 00:00:24.999"}}
{"op":"+I","data":{"id":9,"currency":"YEN","amount":200,"t":"2020-01-01 00:00:25"}}
{"op":"+I","data":{"id":10,"currency":"YEN","amount":200,"t":"2020-01-01 00:00:35"}}
{"op":"+I","data":{"id":11,"currency":"EUR","amount":200,"t":"2020-01-01 00:01:00"}}

INPUT rates
{"op":"+I","data":{"currency":"YEN","rate":3,"t":"2020-01-01 00:00:40"}}
{"op":"-U","data":{"currency":"EUR","rate":117,"t":"2020-01-01 00:00:20"}}
{"op":"+U","data":{"currency":"EUR","rate":120,"t":"2020-01-01 00:01:10"}}

INPUT orders
{"op":"+I","data":{"id":12,"currency":"YEN","amount":200,"t":"2020-01-01 00:01:05"}}
{"op":"+I","data":{"id":13,"currency":"EUR","amount":200,"t":"2020-01-01 00:02:00"}}

EXPECT MULTISET inners
{"op":"+I","data":{"id":2,"currency":"EUR","rate":110,"since":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"id":3,"currency":"YEN","rate":2,"since":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":4,"currency":"EUR","rate":110,"since":"2020-01-01 00:00:10"}}
{"op":"+I","data":{"id":5,"currency":"EUR","rate":117,"since":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"id":8,"currency":"YEN","rate":2,"since":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":11,"currency":"EUR","rate":117,"since":"2020-01-01 00:00:20"}}
{"op":"+I","data":{"id":12,"currency":"YEN","rate":3,"since":"2020-01-01 00:00:40"}}
{"op":"+I","data":{"id":13,"currency":"EUR","rate":120,"since":"2020-01-01 00:01:10"}}

EXPECT MULTISET lefts
{"op":"+I","data":{"id":1,"amount":200,"rate":null}}
{"op":"+I","data":{"id":2,"amount":200,"rate":110}}
{"op":"+I","data":{"id":3,"amount":200,"rate":2}}
{"op":"+I","data":{"id":4,"amount":100,"rate":110}}
{"op":"+I","data":{"id":5,"amount":9000,"rate":117}}
{"op":"+I","data":{"id":6,"amount":200,"rate":null}}
{"op":"+I","data":{"id":7,"amount":200,"rate":null}}
{"op":"+I","data":{"id":8,"amount":200,"rate":2}}
{"op":"+I","data":{"id":9,"amount":200,"rate":null}}
{"op":"+I","data":{"id":10,"amount":200,"rate":null}}
{"op":"+I","data":{"id":11,"amount":200,"rate":117}}
{"op":"+I","data":{"id":12,"amount":200,"rate":3}}
{"op":"+I","data":{"id":13,"amount":200,"rate":120}}

EXPECT MULTISET conditions
{"op":"+I","data":{"id":1,"rate":null}}
{"op":"+I","data":{"id":2,"rate":110}}
{"op":"+I","data":{"id":3,"rate":null}}
{"op":"+I","data":{"id":4,"rate":null}}
{"op":"+I","data":{"id":5,"rate":null}}
{"op":"+I","data":{"id":6,"rate":null}}
{"op":"+I","data":{"id":7,"rate":null}}
{"op":"+I","data":{"id":8,"rate":null}}
{"op":"+I","data":{"id":9,"rate":null}}
{"op":"+I","data":{"id":10,"rate":null}}
{"op":"+I","data":{"id":11,"rate":117}}
{"op":"+I","data":{"id":12,"rate":null}}
{"op":"+I","data":{"id":13,"rate":120}}
