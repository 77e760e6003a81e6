-- flink: no SQL functions
-- A function over aggregates and as a group key; an argument with side effects would be evaluated once: RAND() minus itself is 0.
CREATE TABLE t (name STRING, n INT) WITH ('connector' = 'test');
CREATE TABLE sink1 (name STRING, total INT, PRIMARY KEY (name) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE sink2 (d DOUBLE) WITH ('connector' = 'test');
CREATE FUNCTION key_of(name STRING) RETURNS STRING RETURN LOWER(TRIM(name));
CREATE FUNCTION minus_one(x INT) RETURNS INT RETURN x - 1;
CREATE FUNCTION difference(x DOUBLE) RETURNS DOUBLE RETURN x - x;
INSERT INTO sink1 SELECT key_of(name), minus_one(SUM(n)) FROM t GROUP BY key_of(name);
INSERT INTO sink2 SELECT difference(RAND()) FROM t;

INPUT t
{"op":"+I","data":{"name":" A","n":1}}
{"op":"+I","data":{"name":"b","n":2}}
{"op":"+I","data":{"name":"a ","n":4}}

EXPECT FINAL sink1
{"op":"+I","data":{"name":"a","total":4}}
{"op":"+I","data":{"name":"b","total":1}}

EXPECT sink2
{"op":"+I","data":{"d":0.0}}
{"op":"+I","data":{"d":0.0}}
{"op":"+I","data":{"d":0.0}}
