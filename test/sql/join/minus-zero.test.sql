-- flink: differs minus-zero
-- A key finds what equals it: 0.0 and -0.0 are one key, as they are one value to `=`.
CREATE TABLE a (i INT, d DOUBLE) WITH ('connector'='test');
CREATE TABLE b (j INT, d DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (i INT, j INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT i, j FROM a LEFT JOIN b ON a.d = b.d;

INPUT a
{"op":"+I","data":{"i":1,"d":0.0}}
{"op":"+I","data":{"i":2,"d":-0.0}}
{"op":"+I","data":{"i":3,"d":1.5}}

INPUT b
{"op":"+I","data":{"j":1,"d":0.0}}

EXPECT FINAL sink1
{"op":"+I","data":{"i":1,"j":1}}
{"op":"+I","data":{"i":2,"j":1}}
{"op":"+I","data":{"i":3,"j":null}}
