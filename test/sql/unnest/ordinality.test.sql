-- flink: same
-- WITH ORDINALITY gives the place of each element, from 1; rows without elements have none.
CREATE TABLE a (id INT, arr ARRAY<STRING>, items ARRAY<ROW<n INT, s STRING>>) WITH ('connector' = 'test');
CREATE TABLE placed (id INT, x STRING, place INT) WITH ('connector' = 'test');
CREATE TABLE default_names (id INT, x STRING, place INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, x STRING, place INT) WITH ('connector' = 'test');
CREATE TABLE second_place (id INT, x STRING, place INT) WITH ('connector' = 'test');
CREATE TABLE fields (id INT, n INT, s STRING, place INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO placed SELECT id, x, o FROM a CROSS JOIN UNNEST(arr) WITH ORDINALITY AS u(x, o);
INSERT INTO default_names SELECT id, u, `ORDINALITY` FROM a CROSS JOIN UNNEST(arr) WITH ORDINALITY AS u WHERE u.`ORDINALITY` < 3;
INSERT INTO kept SELECT id, x, o FROM a LEFT JOIN UNNEST(arr) WITH ORDINALITY AS u(x, o) ON TRUE;
INSERT INTO second_place SELECT id, x, o FROM a LEFT JOIN UNNEST(arr) WITH ORDINALITY AS u(x, o) ON o = 2;
INSERT INTO fields SELECT id, n, s, `ORDINALITY` FROM a CROSS JOIN UNNEST(items) WITH ORDINALITY;
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":["a",null,"c"],"items":[{"n":1,"s":"x"},{"n":null,"s":null}]}}
{"op":"+I","data":{"id":2,"arr":[],"items":[]}}
{"op":"+I","data":{"id":3,"arr":null,"items":null}}
{"op":"+I","data":{"id":4,"arr":["d"],"items":[{"n":4,"s":"w"}]}}

EXPECT ORDERED placed
{"op":"+I","data":{"id":1,"x":"a","place":1}}
{"op":"+I","data":{"id":1,"x":null,"place":2}}
{"op":"+I","data":{"id":1,"x":"c","place":3}}
{"op":"+I","data":{"id":4,"x":"d","place":1}}

EXPECT ORDERED default_names
{"op":"+I","data":{"id":1,"x":"a","place":1}}
{"op":"+I","data":{"id":1,"x":null,"place":2}}
{"op":"+I","data":{"id":4,"x":"d","place":1}}

EXPECT ORDERED kept
{"op":"+I","data":{"id":1,"x":"a","place":1}}
{"op":"+I","data":{"id":1,"x":null,"place":2}}
{"op":"+I","data":{"id":1,"x":"c","place":3}}
{"op":"+I","data":{"id":2,"x":null,"place":null}}
{"op":"+I","data":{"id":3,"x":null,"place":null}}
{"op":"+I","data":{"id":4,"x":"d","place":1}}

EXPECT ORDERED second_place
{"op":"+I","data":{"id":1,"x":null,"place":2}}
{"op":"+I","data":{"id":2,"x":null,"place":null}}
{"op":"+I","data":{"id":3,"x":null,"place":null}}
{"op":"+I","data":{"id":4,"x":null,"place":null}}

EXPECT ORDERED fields
{"op":"+I","data":{"id":1,"n":1,"s":"x","place":1}}
{"op":"+I","data":{"id":1,"n":null,"s":null,"place":2}}
{"op":"+I","data":{"id":4,"n":4,"s":"w","place":1}}
