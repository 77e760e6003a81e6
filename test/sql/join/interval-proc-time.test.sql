-- flink: same
-- Rows that come within a day of each other: each pair once, whichever comes first; a row that no later one can join goes on at once without a partner.
CREATE TABLE a (id INT, k INT, p AS PROCTIME()) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, p AS PROCTIME()) WITH ('connector' = 'test');
CREATE TABLE inners (a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE lefts (a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE rights (a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE fulls (a INT, b INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO inners SELECT a.id, b.id FROM a JOIN b ON a.k = b.k AND a.p BETWEEN b.p - INTERVAL '1' DAY AND b.p + INTERVAL '1' DAY AND a.id + b.id < 20;
INSERT INTO lefts SELECT a.id, b.id FROM a LEFT JOIN b ON a.k = b.k + 100 AND a.p BETWEEN b.p AND b.p + INTERVAL '1' DAY;
INSERT INTO rights SELECT a.id, b.id FROM a RIGHT JOIN b ON a.k = b.k + 100 AND a.p > b.p - INTERVAL '1' DAY AND b.p >= a.p;
INSERT INTO fulls SELECT a.id, b.id FROM a FULL JOIN b ON a.k = b.k AND a.p >= b.p - INTERVAL '1' DAY AND a.p <= b.p + INTERVAL '1' DAY;
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1}}
{"op":"+I","data":{"id":2,"k":1}}
{"op":"+I","data":{"id":3,"k":2}}
{"op":"+I","data":{"id":4,"k":null}}
{"op":"+I","data":{"id":9,"k":1}}

INPUT b
{"op":"+I","data":{"id":11,"k":1}}
{"op":"+I","data":{"id":12,"k":2}}
{"op":"+I","data":{"id":13,"k":null}}
{"op":"+I","data":{"id":14,"k":3}}

EXPECT MULTISET inners
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":2,"b":11}}
{"op":"+I","data":{"a":3,"b":12}}

EXPECT MULTISET lefts
{"op":"+I","data":{"a":1,"b":null}}
{"op":"+I","data":{"a":2,"b":null}}
{"op":"+I","data":{"a":3,"b":null}}
{"op":"+I","data":{"a":4,"b":null}}
{"op":"+I","data":{"a":9,"b":null}}

EXPECT MULTISET rights
{"op":"+I","data":{"a":null,"b":11}}
{"op":"+I","data":{"a":null,"b":12}}
{"op":"+I","data":{"a":null,"b":13}}
{"op":"+I","data":{"a":null,"b":14}}

EXPECT MULTISET fulls
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":2,"b":11}}
{"op":"+I","data":{"a":3,"b":12}}
{"op":"+I","data":{"a":9,"b":11}}
