-- flink: same
-- An interval join gives pairs whose event times are near each other, whichever comes first, and forgets rows by the watermark.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE paired (a INT, b INT) WITH ('connector' = 'test');
INSERT INTO paired SELECT a.id, b.id FROM a JOIN b ON a.k = b.k AND a.t BETWEEN b.t - INTERVAL '2' SECOND AND b.t + INTERVAL '1' SECOND;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":1,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":3,"k":2,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"k":null,"t":"2020-01-01 00:00:03"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1,"t":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":12,"k":1,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":13,"k":null,"t":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":14,"k":1,"t":"2020-01-01 00:00:05.001"}}

INPUT a
{"op":"+I","data":{"id":5,"k":1,"t":"2020-01-01 00:00:04"}}

EXPECT paired
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":2,"b":11}}
{"op":"+I","data":{"a":1,"b":12}}
{"op":"+I","data":{"a":2,"b":12}}
{"op":"+I","data":{"a":5,"b":12}}
{"op":"+I","data":{"a":5,"b":14}}
