-- flink: same
-- Keys of several columns, of strings, decimals of different scale, computed keys, and IS NOT DISTINCT FROM.
CREATE TABLE a (s STRING, d DECIMAL(10, 2), t TIMESTAMP(3), n INT) WITH ('connector' = 'test');
CREATE TABLE b (s STRING, d DECIMAL(12, 4), t TIMESTAMP(3), n INT) WITH ('connector' = 'test');
CREATE TABLE several (an INT, bn INT) WITH ('connector' = 'test');
CREATE TABLE decimals (an INT, bn INT) WITH ('connector' = 'test');
CREATE TABLE computed (an INT, bn INT) WITH ('connector' = 'test');
CREATE TABLE nulls (an INT, bn INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO several SELECT a.n, b.n FROM a JOIN b ON a.s = b.s AND a.t = b.t;
INSERT INTO decimals SELECT a.n, b.n FROM a JOIN b ON a.d = b.d;
INSERT INTO computed SELECT a.n, b.n FROM a JOIN b ON UPPER(a.s) = b.s AND a.n + 10 = b.n;
INSERT INTO nulls SELECT a.n, b.n FROM a JOIN b ON a.s IS NOT DISTINCT FROM b.s;
END;

INPUT a
{"op":"+I","data":{"s":"x","d":1.5,"t":"2020-01-01 00:00:00","n":1}}
{"op":"+I","data":{"s":"X","d":2.25,"t":"2020-01-01 00:00:01","n":2}}
{"op":"+I","data":{"s":null,"d":null,"t":null,"n":3}}

INPUT b
{"op":"+I","data":{"s":"X","d":1.5,"t":"2020-01-01 00:00:01","n":11}}
{"op":"+I","data":{"s":"x","d":2.2501,"t":"2020-01-01 00:00:01","n":12}}
{"op":"+I","data":{"s":null,"d":2.25,"t":null,"n":13}}

EXPECT several
{"op":"+I","data":{"an":2,"bn":11}}

EXPECT decimals
{"op":"+I","data":{"an":1,"bn":11}}
{"op":"+I","data":{"an":2,"bn":13}}

EXPECT computed
{"op":"+I","data":{"an":1,"bn":11}}

EXPECT nulls
{"op":"+I","data":{"an":2,"bn":11}}
{"op":"+I","data":{"an":1,"bn":12}}
{"op":"+I","data":{"an":3,"bn":13}}
