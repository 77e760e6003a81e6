-- flink: no conditions on columns of the row
-- ON may compare elements with columns of the row that holds them.
CREATE TABLE a (id INT, arr ARRAY<INT>) WITH ('connector' = 'test');
CREATE TABLE greater (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE kept (id INT, w INT) WITH ('connector' = 'test');
CREATE TABLE by_name (id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO greater SELECT id, x FROM a JOIN UNNEST(arr) AS u(x) ON x > id;
INSERT INTO kept SELECT id, x FROM a LEFT JOIN UNNEST(arr) AS u(x) ON x > id;
INSERT INTO by_name SELECT id FROM a JOIN UNNEST(arr) AS u(id) USING (id);
END;

INPUT a
{"op":"+I","data":{"id":1,"arr":[1,2,null,3]}}
{"op":"+I","data":{"id":3,"arr":null}}
{"op":"+I","data":{"id":4,"arr":[7,2]}}
{"op":"+I","data":{"id":5,"arr":[5]}}

EXPECT FINAL greater
{"op":"+I","data":{"id":1,"w":2}}
{"op":"+I","data":{"id":1,"w":3}}
{"op":"+I","data":{"id":4,"w":7}}

EXPECT FINAL kept
{"op":"+I","data":{"id":1,"w":2}}
{"op":"+I","data":{"id":1,"w":3}}
{"op":"+I","data":{"id":3,"w":null}}
{"op":"+I","data":{"id":4,"w":7}}
{"op":"+I","data":{"id":5,"w":null}}

EXPECT FINAL by_name
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":5}}
