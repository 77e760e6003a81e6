-- flink: same
-- Without keys every row meets every row, on one shard.
CREATE TABLE a (x INT) WITH ('connector' = 'test');
CREATE TABLE b (y INT) WITH ('connector' = 'test');
CREATE TABLE crossed (x INT, y INT) WITH ('connector' = 'test');
CREATE TABLE less (x INT, y INT) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO crossed SELECT x, y FROM a CROSS JOIN b;
INSERT INTO less SELECT x, y FROM a JOIN b ON x < y;
END;

INPUT a
{"op":"+I","data":{"x":1}}
{"op":"+I","data":{"x":5}}

INPUT b
{"op":"+I","data":{"y":3}}
{"op":"+I","data":{"y":null}}

INPUT a
{"op":"+I","data":{"x":2}}

EXPECT ORDERED crossed
{"op":"+I","data":{"x":1,"y":3}}
{"op":"+I","data":{"x":5,"y":3}}
{"op":"+I","data":{"x":1,"y":null}}
{"op":"+I","data":{"x":5,"y":null}}
{"op":"+I","data":{"x":2,"y":3}}
{"op":"+I","data":{"x":2,"y":null}}

EXPECT ORDERED less
{"op":"+I","data":{"x":1,"y":3}}
{"op":"+I","data":{"x":2,"y":3}}
