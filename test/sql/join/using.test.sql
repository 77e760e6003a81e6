-- flink: same
-- USING and NATURAL make one column of two, the first of `*`; in a full join it is the one that is there.
CREATE TABLE a (v STRING, k INT, g INT) WITH ('connector' = 'test');
CREATE TABLE b (k BIGINT, g INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE used (k BIGINT, v STRING, ag INT, bg INT, w STRING) WITH ('connector' = 'test');
CREATE TABLE same (k BIGINT, g INT, v STRING, w STRING) WITH ('connector' = 'test');
CREATE TABLE whole (k BIGINT, ak INT, bk BIGINT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO used SELECT * FROM a JOIN b USING (k);
INSERT INTO same SELECT * FROM a NATURAL JOIN b;
INSERT INTO whole SELECT k, a.k, b.k FROM a FULL JOIN b USING (k);
END;

INPUT a
{"op":"+I","data":{"v":"x","k":1,"g":1}}
{"op":"+I","data":{"v":"y","k":2,"g":2}}

INPUT b
{"op":"+I","data":{"k":1,"g":1,"w":"p"}}
{"op":"+I","data":{"k":1,"g":2,"w":"q"}}
{"op":"+I","data":{"k":3,"g":3,"w":"r"}}

EXPECT ORDERED used
{"op":"+I","data":{"k":1,"v":"x","ag":1,"bg":1,"w":"p"}}
{"op":"+I","data":{"k":1,"v":"x","ag":1,"bg":2,"w":"q"}}

EXPECT ORDERED same
{"op":"+I","data":{"k":1,"g":1,"v":"x","w":"p"}}

EXPECT ORDERED whole
{"op":"+I","data":{"k":1,"ak":1,"bk":null}}
{"op":"+I","data":{"k":2,"ak":2,"bk":null}}
{"op":"-D","data":{"k":1,"ak":1,"bk":null}}
{"op":"+I","data":{"k":1,"ak":1,"bk":1}}
{"op":"+I","data":{"k":1,"ak":1,"bk":1}}
{"op":"+I","data":{"k":3,"ak":null,"bk":3}}
