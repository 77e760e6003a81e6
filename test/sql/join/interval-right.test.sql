-- flink: same
-- An interval join without equal keys, with a condition of its own; equal times meet.
CREATE TABLE a (id INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE rights (a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE same_times (a INT, b INT, t TIMESTAMP(3)) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO rights SELECT a.id, b.id FROM a RIGHT JOIN b ON a.t BETWEEN b.t AND b.t + INTERVAL '5' SECOND AND a.v <> b.v;
INSERT INTO same_times SELECT a.id, b.id, b.t FROM a, b WHERE a.t = b.t;
END;

INPUT a
{"op":"+I","data":{"id":1,"v":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"v":2,"t":"2020-01-01 00:00:06"}}
{"op":"+I","data":{"id":3,"v":3,"t":"2020-01-01 00:00:06"}}

INPUT b
{"op":"+I","data":{"id":11,"v":2,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":12,"v":3,"t":"2020-01-01 00:00:06"}}
{"op":"+I","data":{"id":13,"v":1,"t":"2020-01-01 00:00:07"}}

EXPECT rights
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":3,"b":11}}
{"op":"+I","data":{"a":2,"b":12}}
{"op":"+I","data":{"a":null,"b":13}}

EXPECT same_times
{"op":"+I","data":{"a":1,"b":11,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"a":2,"b":12,"t":"2020-01-01 00:00:06"}}
{"op":"+I","data":{"a":3,"b":12,"t":"2020-01-01 00:00:06"}}
