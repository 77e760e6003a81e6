-- flink: differs lateral-limit
-- ORDER BY and LIMIT hold for each row on the left; a key that is NULL finds nothing.
CREATE TABLE a (id INT, k INT, v INT) WITH ('connector' = 'test');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'test');
CREATE TABLE best (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE least (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE second_row (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE as_value (id INT, w INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO best SELECT id, w FROM a, LATERAL (SELECT w FROM b WHERE b.k = a.k ORDER BY w DESC LIMIT 1) AS l;
INSERT INTO least SELECT id, w FROM a LEFT JOIN LATERAL (SELECT w FROM b WHERE b.k = a.k ORDER BY w LIMIT 2) AS l ON TRUE;
INSERT INTO second_row SELECT id, w FROM a, LATERAL (SELECT w + 0 AS w FROM b WHERE b.k = a.k ORDER BY k, w DESC LIMIT 1 OFFSET 1) AS l;
INSERT INTO as_value SELECT id, (SELECT w FROM b WHERE b.k = a.k ORDER BY w LIMIT 1) FROM a;
END;

INPUT a
{"op":"+I","data":{"id":1,"k":1,"v":10}}
{"op":"+I","data":{"id":2,"k":2,"v":20}}
{"op":"+I","data":{"id":3,"k":3,"v":30}}

INPUT b
{"op":"+I","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":2,"w":25}}
{"op":"+I","data":{"k":1,"w":15}}

INPUT a
{"op":"+I","data":{"id":4,"k":null,"v":40}}
{"op":"+I","data":{"id":5,"k":1,"v":null}}

INPUT b
{"op":"+I","data":{"k":2,"w":null}}
{"op":"-D","data":{"k":1,"w":5}}
{"op":"+I","data":{"k":null,"w":1}}

EXPECT FINAL best
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL least
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":null}}
{"op":"+I","data":{"id":2,"w":25}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}

EXPECT FINAL second_row
{"op":"+I","data":{"id":2,"w":null}}

EXPECT FINAL as_value
{"op":"+I","data":{"id":1,"w":15}}
{"op":"+I","data":{"id":2,"w":null}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":null}}
{"op":"+I","data":{"id":5,"w":15}}
