-- flink: same
-- Sliding windows: a pair meets once per window that both rows are in; right and anti joins give what has no partner in each window, also with NULL keys.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE pairs (s TIMESTAMP(3), a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE rights (s TIMESTAMP(3), a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE antis (s TIMESTAMP(3), a INT) WITH ('connector' = 'test');
CREATE VIEW wa AS SELECT * FROM TABLE(HOP(TABLE a, DESCRIPTOR(t), INTERVAL '5' SECOND, INTERVAL '10' SECOND));
CREATE VIEW wb AS SELECT * FROM TABLE(HOP(TABLE b, DESCRIPTOR(t), INTERVAL '5' SECOND, INTERVAL '10' SECOND));
EXECUTE STATEMENT SET BEGIN
INSERT INTO pairs SELECT x.window_start, x.id, y.id FROM wa AS x JOIN wb AS y ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end;
INSERT INTO rights SELECT y.window_start, x.id, y.id FROM wa AS x RIGHT JOIN wb AS y ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end;
INSERT INTO antis SELECT x.window_start, x.id FROM wa AS x WHERE x.k NOT IN (SELECT k FROM wb AS y WHERE k IS NOT NULL AND x.window_start = y.window_start AND x.window_end = y.window_end) AND x.k IS NOT NULL;
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:07"}}
{"op":"+I","data":{"id":2,"k":1,"t":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":3,"k":null,"t":"2020-01-01 00:00:12"}}
{"op":"+I","data":{"id":4,"k":2,"t":"2020-01-01 00:00:12"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1,"t":"2020-01-01 00:00:04"}}
{"op":"+I","data":{"id":12,"k":1,"t":"2020-01-01 00:00:11"}}
{"op":"+I","data":{"id":13,"k":null,"t":"2020-01-01 00:00:11"}}

EXPECT pairs
{"op":"+I","data":{"s":"2020-01-01 00:00:00","a":1,"b":11}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","a":1,"b":12}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","a":2,"b":12}}
{"op":"+I","data":{"s":"2020-01-01 00:00:10","a":2,"b":12}}

EXPECT rights
{"op":"+I","data":{"s":"2019-12-31 23:59:55","a":null,"b":11}}
{"op":"+I","data":{"s":"2020-01-01 00:00:00","a":1,"b":11}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","a":1,"b":12}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","a":2,"b":12}}
{"op":"+I","data":{"s":"2020-01-01 00:00:05","a":null,"b":13}}
{"op":"+I","data":{"s":"2020-01-01 00:00:10","a":2,"b":12}}
{"op":"+I","data":{"s":"2020-01-01 00:00:10","a":null,"b":13}}

EXPECT antis
{"op":"+I","data":{"s":"2020-01-01 00:00:05","a":4}}
{"op":"+I","data":{"s":"2020-01-01 00:00:10","a":4}}
