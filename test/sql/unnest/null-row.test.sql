-- flink: differs unnest-null-row
-- A NULL among ROWs is skipped, and its place counts; a row with nothing else stays with LEFT JOIN.
CREATE TABLE a (id INT, items ARRAY<ROW<n INT, s STRING>>) WITH ('connector' = 'test');
CREATE TABLE placed (id INT, n INT, s STRING, place INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, n INT, place INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO placed SELECT id, n, s, place FROM a CROSS JOIN UNNEST(items) WITH ORDINALITY AS u(n, s, place);
INSERT INTO kept SELECT id, n, place FROM a LEFT JOIN UNNEST(items) WITH ORDINALITY AS u(n, s, place) ON TRUE;
END;

INPUT a
{"op":"+I","data":{"id":1,"items":[{"n":1,"s":"x"},null,{"n":null,"s":"z"}]}}
{"op":"+I","data":{"id":2,"items":[null]}}

EXPECT FINAL placed
{"op":"+I","data":{"id":1,"n":1,"s":"x","place":1}}
{"op":"+I","data":{"id":1,"n":null,"s":"z","place":3}}

EXPECT FINAL kept
{"op":"+I","data":{"id":1,"n":null,"place":3}}
{"op":"+I","data":{"id":1,"n":1,"place":1}}
{"op":"+I","data":{"id":2,"n":null,"place":null}}
