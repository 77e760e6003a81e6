-- flink: differs null-window
-- The window of a side that may be missing is no window: rows without one come out of a join behind it, with NULLs.
CREATE TABLE a (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE b (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE c (id INT, k INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE chained (a INT, b INT, c INT) WITH ('connector' = 'test');
CREATE VIEW wa AS SELECT * FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(t), INTERVAL '10' SECOND));
CREATE VIEW wb AS SELECT * FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(t), INTERVAL '10' SECOND));
CREATE VIEW wc AS SELECT * FROM TABLE(TUMBLE(TABLE c, DESCRIPTOR(t), INTERVAL '10' SECOND));
INSERT INTO chained SELECT x.a, x.b, z.id FROM (
  SELECT x.id AS a, y.id AS b, x.k AS k, x.window_start AS ws, x.window_end AS we FROM wa AS x FULL JOIN wb AS y
  ON x.k = y.k AND x.window_start = y.window_start AND x.window_end = y.window_end
) AS x LEFT JOIN wc AS z ON x.k = z.k AND x.ws = z.window_start AND x.we = z.window_end;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"t":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"k":2,"t":"2020-01-01 00:00:02"}}

INPUT b
{"op":"+I","data":{"id":11,"k":1,"t":"2020-01-01 00:00:04"}}
{"op":"+I","data":{"id":13,"k":3,"t":"2020-01-01 00:00:06"}}
{"op":"+I","data":{"id":15,"k":5,"t":"2020-01-01 00:00:16"}}

INPUT c
{"op":"+I","data":{"id":21,"k":1,"t":"2020-01-01 00:00:04"}}
{"op":"+I","data":{"id":23,"k":3,"t":"2020-01-01 00:00:06"}}

INPUT a
{"op":"+I","data":{"id":4,"k":1,"t":"2020-01-01 00:00:11"}}

EXPECT FINAL chained
{"op":"+I","data":{"a":1,"b":11,"c":21}}
{"op":"+I","data":{"a":2,"b":null,"c":null}}
{"op":"+I","data":{"a":4,"b":null,"c":null}}
{"op":"+I","data":{"a":null,"b":13,"c":null}}
{"op":"+I","data":{"a":null,"b":15,"c":null}}
