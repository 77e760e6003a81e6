-- flink: same
-- Fields of a ROW, arrays and maps passed through.
CREATE TABLE t (id INT, person ROW<name STRING, age INT, address ROW<city STRING>>, tags ARRAY<STRING>, props MAP<STRING, INT>) WITH ('connector'='test');
CREATE TABLE sink1 (id INT, name STRING, city STRING, person ROW<name STRING, age INT, address ROW<city STRING>>, tags ARRAY<STRING>, props MAP<STRING, INT>) WITH ('connector'='test');
INSERT INTO sink1 SELECT id, t.person.name, person.address.city, person, tags, props FROM t;

INPUT t
{"op":"+I","data":{"id":1,"person":{"name":"Ann","age":30,"address":{"city":"Oslo"}},"tags":["x","y"],"props":{"k":1}}}
{"op":"+I","data":{"id":2,"person":{"name":"Bob","age":null,"address":null},"tags":[],"props":{}}}
{"op":"+I","data":{"id":3,"person":null,"tags":null,"props":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"id":1,"name":"Ann","city":"Oslo","person":{"name":"Ann","age":30,"address":{"city":"Oslo"}},"tags":["x","y"],"props":{"k":1}}}
{"op":"+I","data":{"id":2,"name":"Bob","city":null,"person":{"name":"Bob","age":null,"address":null},"tags":[],"props":{}}}
{"op":"+I","data":{"id":3,"name":null,"city":null,"person":null,"tags":null,"props":null}}
