-- flink: same
-- Time attributes pass through: windows behind an UNNEST, of its elements and of NULL ones, and behind the window function in front of it. Late rows are dropped.
CREATE TABLE a (id INT, arr ARRAY<INT>, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'test');
CREATE TABLE behind (x INT, n BIGINT, starts TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE TABLE legacy (x INT, n BIGINT, starts TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE TABLE in_front (x INT, n BIGINT, starts TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE VIEW elements AS SELECT ts, x FROM a CROSS JOIN UNNEST(arr) AS u(x);
EXECUTE STATEMENT SET BEGIN
INSERT INTO behind SELECT x, COUNT(*), window_start FROM TABLE(TUMBLE(TABLE elements, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, x;
INSERT INTO legacy SELECT x, COUNT(*), HOP_START(ts, INTERVAL '5' SECOND, INTERVAL '10' SECOND) FROM a LEFT JOIN UNNEST(arr) AS u(x) ON TRUE
GROUP BY x, HOP(ts, INTERVAL '5' SECOND, INTERVAL '10' SECOND);
INSERT INTO in_front SELECT x, COUNT(*), window_start FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(ts), INTERVAL '10' SECOND)) CROSS JOIN UNNEST(arr) AS u(x)
GROUP BY window_start, window_end, x;
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":[1,2,2,null],"ts":"2026-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"arr":[],"ts":"2026-01-01 00:00:09"}}
{"op":"+I","data":{"id":3,"arr":[1],"ts":"2026-01-01 00:00:09"}}
{"op":"+I","data":{"id":4,"arr":[1,5],"ts":"2026-01-01 00:00:21"}}
{"op":"+I","data":{"id":5,"arr":[7],"ts":"2026-01-01 00:00:03"}}
{"op":"+I","data":{"id":6,"arr":null,"ts":"2026-01-01 00:00:33"}}

EXPECT MULTISET behind
{"op":"+I","data":{"x":1,"n":2,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":2,"n":2,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":null,"n":1,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":1,"n":1,"starts":"2026-01-01 00:00:20"}}
{"op":"+I","data":{"x":5,"n":1,"starts":"2026-01-01 00:00:20"}}

EXPECT MULTISET legacy
{"op":"+I","data":{"x":1,"n":1,"starts":"2025-12-31 23:59:55"}}
{"op":"+I","data":{"x":2,"n":2,"starts":"2025-12-31 23:59:55"}}
{"op":"+I","data":{"x":null,"n":1,"starts":"2025-12-31 23:59:55"}}
{"op":"+I","data":{"x":null,"n":2,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":1,"n":2,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":2,"n":2,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":null,"n":1,"starts":"2026-01-01 00:00:05"}}
{"op":"+I","data":{"x":1,"n":1,"starts":"2026-01-01 00:00:05"}}
{"op":"+I","data":{"x":5,"n":1,"starts":"2026-01-01 00:00:15"}}
{"op":"+I","data":{"x":1,"n":1,"starts":"2026-01-01 00:00:15"}}
{"op":"+I","data":{"x":5,"n":1,"starts":"2026-01-01 00:00:20"}}
{"op":"+I","data":{"x":1,"n":1,"starts":"2026-01-01 00:00:20"}}
{"op":"+I","data":{"x":null,"n":1,"starts":"2026-01-01 00:00:25"}}
{"op":"+I","data":{"x":null,"n":1,"starts":"2026-01-01 00:00:30"}}

EXPECT MULTISET in_front
{"op":"+I","data":{"x":1,"n":2,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":2,"n":2,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":null,"n":1,"starts":"2026-01-01 00:00:00"}}
{"op":"+I","data":{"x":1,"n":1,"starts":"2026-01-01 00:00:20"}}
{"op":"+I","data":{"x":5,"n":1,"starts":"2026-01-01 00:00:20"}}
