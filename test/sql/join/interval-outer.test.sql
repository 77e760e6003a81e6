-- flink: same
-- An outer interval join gives a row without partner once no partner can come any more, and a late one at once.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE lefts (a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE fulls (a INT, b INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO lefts SELECT a.id, b.id FROM a LEFT JOIN b ON a.k = b.k AND a.t >= b.t - INTERVAL '1' SECOND AND a.t <= b.t + INTERVAL '1' SECOND;
INSERT INTO fulls SELECT a.id, b.id FROM a FULL JOIN b ON a.k = b.k AND b.t > a.t - INTERVAL '1.001' SECOND AND b.t < a.t + INTERVAL '1.001' SECOND;
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:01"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1,"t":"2020-01-01 00:00:01"}}

INPUT a
{"op":"+I","data":{"id":2,"k":1,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"k":null,"t":"2020-01-01 00:00:03"}}

INPUT b
{"op":"+I","data":{"id":12,"k":2,"t":"2020-01-01 00:00:03"}}

INPUT a
{"op":"+I","data":{"id":3,"k":1,"t":"2020-01-01 00:00:06"}}

INPUT b
{"op":"+I","data":{"id":13,"k":1,"t":"2020-01-01 00:00:06"}}

INPUT a
{"op":"+I","data":{"id":4,"k":9,"t":"2020-01-01 00:00:02"}}

EXPECT lefts
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":5,"b":null}}
{"op":"+I","data":{"a":3,"b":13}}
{"op":"+I","data":{"a":2,"b":null}}
{"op":"+I","data":{"a":4,"b":null}}

EXPECT fulls
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":5,"b":null}}
{"op":"+I","data":{"a":3,"b":13}}
{"op":"+I","data":{"a":2,"b":null}}
{"op":"+I","data":{"a":null,"b":12}}
{"op":"+I","data":{"a":4,"b":null}}
