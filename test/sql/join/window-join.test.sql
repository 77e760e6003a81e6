-- flink: same
-- Rows of one window meet when it closes: inner, left, full, semi and anti; a NULL key meets nobody.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE inners (a INT, b INT, window_start TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE TABLE lefts (a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE fulls (a INT, b INT) WITH ('connector' = 'test');
CREATE TABLE semis (a INT) WITH ('connector' = 'test');
CREATE TABLE antis (a INT) WITH ('connector' = 'test');
CREATE VIEW wa AS SELECT * FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(t), INTERVAL '10' SECOND));
CREATE VIEW wb AS SELECT * FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(t), INTERVAL '10' SECOND));
EXECUTE STATEMENT SET BEGIN
INSERT INTO inners SELECT x.id, y.id, x.window_start FROM wa AS x JOIN wb AS y ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end;
INSERT INTO lefts SELECT x.id, y.id FROM wa AS x LEFT JOIN wb AS y ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end AND y.id <> 12;
INSERT INTO fulls SELECT x.id, y.id FROM wa AS x FULL JOIN wb AS y ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end;
INSERT INTO semis SELECT x.id FROM wa AS x WHERE x.k IN (SELECT k FROM wb AS y WHERE x.window_start = y.window_start AND x.window_end = y.window_end);
INSERT INTO antis SELECT x.id FROM wa AS x WHERE NOT EXISTS (SELECT 1 FROM wb AS y WHERE x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end);
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":2,"t":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"k":null,"t":"2020-01-01 00:00:03"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1,"t":"2020-01-01 00:00:04"}}
{"op":"+I","data":{"id":12,"k":2,"t":"2020-01-01 00:00:05"}}
{"op":"+I","data":{"id":13,"k":null,"t":"2020-01-01 00:00:06"}}
{"op":"+I","data":{"id":14,"k":1,"t":"2020-01-01 00:00:09.999"}}
{"op":"+I","data":{"id":15,"k":2,"t":"2020-01-01 00:00:10"}}

INPUT a
{"op":"+I","data":{"id":4,"k":1,"t":"2020-01-01 00:00:11"}}

EXPECT inners
{"op":"+I","data":{"a":1,"b":11,"window_start":"2020-01-01 00:00:00"}}
{"op":"+I","data":{"a":1,"b":14,"window_start":"2020-01-01 00:00:00"}}
{"op":"+I","data":{"a":2,"b":12,"window_start":"2020-01-01 00:00:00"}}

EXPECT lefts
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":1,"b":14}}
{"op":"+I","data":{"a":2,"b":null}}
{"op":"+I","data":{"a":3,"b":null}}
{"op":"+I","data":{"a":4,"b":null}}

EXPECT fulls
{"op":"+I","data":{"a":1,"b":11}}
{"op":"+I","data":{"a":1,"b":14}}
{"op":"+I","data":{"a":2,"b":12}}
{"op":"+I","data":{"a":3,"b":null}}
{"op":"+I","data":{"a":null,"b":13}}
{"op":"+I","data":{"a":4,"b":null}}
{"op":"+I","data":{"a":null,"b":15}}

EXPECT semis
{"op":"+I","data":{"a":1}}
{"op":"+I","data":{"a":2}}

EXPECT antis
{"op":"+I","data":{"a":3}}
{"op":"+I","data":{"a":4}}
