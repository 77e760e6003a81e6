-- flink: same
-- Elements as keys: of a join whose other side comes later, with one hot key and NULL, and of a Top-N.
CREATE TABLE a (id INT, tags ARRAY<STRING>) WITH ('connector' = 'test');
CREATE TABLE b (tag STRING, w INT) WITH ('connector' = 'test');
CREATE TABLE paired (id INT, tag STRING, w INT) WITH ('connector' = 'test');
CREATE TABLE first_ids (tag STRING, id INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO paired SELECT a.id, u.tag, b.w FROM a CROSS JOIN UNNEST(tags) AS u(tag) LEFT JOIN b ON u.tag = b.tag;
INSERT INTO first_ids SELECT tag, id FROM (SELECT tag, id, ROW_NUMBER() OVER (PARTITION BY tag ORDER BY id) AS rn FROM a CROSS JOIN UNNEST(tags) AS u(tag)) WHERE rn <= 2;
END;

INPUT a
{"op":"+I","data":{"id":3,"tags":["hot","cold",null]}}
{"op":"+I","data":{"id":2,"tags":["hot","hot"]}}

INPUT b
{"op":"+I","data":{"tag":"hot","w":1}}
{"op":"+I","data":{"tag":null,"w":2}}

INPUT a
{"op":"+I","data":{"id":1,"tags":["hot"]}}

EXPECT FINAL paired
{"op":"+I","data":{"id":1,"tag":"hot","w":1}}
{"op":"+I","data":{"id":2,"tag":"hot","w":1}}
{"op":"+I","data":{"id":2,"tag":"hot","w":1}}
{"op":"+I","data":{"id":3,"tag":"cold","w":null}}
{"op":"+I","data":{"id":3,"tag":"hot","w":1}}
{"op":"+I","data":{"id":3,"tag":null,"w":null}}

EXPECT FINAL first_ids
{"op":"+I","data":{"tag":"cold","id":3}}
{"op":"+I","data":{"tag":"hot","id":1}}
{"op":"+I","data":{"tag":"hot","id":2}}
{"op":"+I","data":{"tag":null,"id":3}}
