-- flink: same
-- The fields of ROW elements are columns; an element that is a NULL ROW is skipped, a field that is NULL is NULL.
CREATE TABLE a (id INT, items ARRAY<ROW<n INT, s STRING, r ROW<d INT>>>) WITH ('connector' = 'test');
CREATE TABLE named (id INT, n INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE renamed (id INT, y STRING, d INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, n INT, s STRING) WITH ('connector' = 'test');
CREATE TABLE fitting (id INT, n INT, s STRING) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO named SELECT id, n, s FROM a CROSS JOIN UNNEST(items);
INSERT INTO renamed SELECT id, y, z.d FROM a, UNNEST(items) AS u(x, y, z);
INSERT INTO kept SELECT id, u.n, u.s FROM a LEFT JOIN UNNEST(items) AS u ON TRUE;
INSERT INTO fitting SELECT id, n, s FROM a LEFT JOIN UNNEST(items) AS u ON n > 1;
END;

INPUT a
{"op":"+I","data":{"id":1,"items":[{"n":1,"s":"x","r":{"d":5}},null,{"n":null,"s":"z","r":null}]}}
{"op":"+I","data":{"id":2,"items":[]}}
{"op":"+I","data":{"id":3,"items":null}}
{"op":"+I","data":{"id":4,"items":[{"n":7,"s":"w","r":{"d":null}}]}}
{"op":"+I","data":{"id":5,"items":[null]}}

EXPECT ORDERED named
{"op":"+I","data":{"id":1,"n":1,"s":"x"}}
{"op":"+I","data":{"id":1,"n":null,"s":"z"}}
{"op":"+I","data":{"id":4,"n":7,"s":"w"}}

EXPECT ORDERED renamed
{"op":"+I","data":{"id":1,"y":"x","d":5}}
{"op":"+I","data":{"id":1,"y":"z","d":null}}
{"op":"+I","data":{"id":4,"y":"w","d":null}}

EXPECT ORDERED kept
{"op":"+I","data":{"id":1,"n":1,"s":"x"}}
{"op":"+I","data":{"id":1,"n":null,"s":"z"}}
{"op":"+I","data":{"id":2,"n":null,"s":null}}
{"op":"+I","data":{"id":3,"n":null,"s":null}}
{"op":"+I","data":{"id":4,"n":7,"s":"w"}}
{"op":"+I","data":{"id":5,"n":null,"s":null}}

EXPECT ORDERED fitting
{"op":"+I","data":{"id":1,"n":null,"s":null}}
{"op":"+I","data":{"id":2,"n":null,"s":null}}
{"op":"+I","data":{"id":3,"n":null,"s":null}}
{"op":"+I","data":{"id":4,"n":7,"s":"w"}}
{"op":"+I","data":{"id":5,"n":null,"s":null}}
