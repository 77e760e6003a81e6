-- flink: same
-- What ARRAY, MAP and ROW make is converted to what the sink declares: lengths, nullability and wider numbers.
CREATE TABLE t (n INT, s STRING) WITH ('connector'='test');
CREATE TABLE sink1 (m MAP<STRING, INT>, a ARRAY<STRING>, w ARRAY<BIGINT>, r ROW<k STRING, v BIGINT>, e STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT MAP['k', 2], ARRAY['x', 'yy', s], ARRAY[n, 1], ROW('key', n), ELEMENT(ARRAY[s]) FROM t;

INPUT t
{"op":"+I","data":{"n":7,"s":"text"}}
{"op":"+I","data":{"n":null,"s":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"m":{"k":2},"a":["x","yy","text"],"w":[7,1],"r":{"k":"key","v":7},"e":"text"}}
{"op":"+I","data":{"m":{"k":2},"a":["x","yy",null],"w":[null,1],"r":{"k":"key","v":null},"e":null}}
