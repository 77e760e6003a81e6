-- flink: no SQL functions
-- Functions with SQL bodies: nested calls, implicit casts of arguments and result, NULL in and out, a parameter that stands twice.
CREATE TABLE t (id INT, name STRING, n SMALLINT, ts TIMESTAMP(3)) WITH ('connector' = 'test');
CREATE TABLE sink1 (id INT, c BIGINT, twice BIGINT, quad BIGINT, label STRING, day1 STRING, part STRING) WITH ('connector' = 'test');
CREATE FUNCTION count_char(s STRING, c STRING) RETURNS BIGINT RETURN COALESCE(CHAR_LENGTH(s) - CHAR_LENGTH(REPLACE(s, c, '')), 0);
CREATE TEMPORARY FUNCTION twice(x BIGINT) RETURNS BIGINT RETURN x + x;
CREATE TEMPORARY SYSTEM FUNCTION quadruple(x INT) RETURNS BIGINT RETURN twice(twice(x));
CREATE FUNCTION label_of(n INT, name STRING) RETURNS STRING RETURN CASE WHEN n IS NULL THEN 'none' WHEN n > 2 THEN UPPER(name) ELSE name END;
CREATE FUNCTION day_of(ts TIMESTAMP(3)) RETURN DATE_FORMAT(ts, 'yyyy-MM-dd');
CREATE FUNCTION nothing() RETURNS STRING RETURN NULL;
INSERT INTO sink1 SELECT id, Count_Char(name, 'a'), TWICE(n), quadruple(n), label_of(n, name), day_of(ts), COALESCE(nothing(), 'x') FROM t WHERE twice(id) > 2;

INPUT t
{"op":"+I","data":{"id":1,"name":"no","n":1,"ts":"2024-01-01 00:00:00"}}
{"op":"+I","data":{"id":2,"name":"banana","n":3,"ts":"2024-01-02 23:59:59.999"}}
{"op":"+I","data":{"id":3,"name":null,"n":2,"ts":null}}
{"op":"+I","data":{"id":4,"name":"abc","n":null,"ts":"2024-02-29 12:00:00"}}
{"op":"+I","data":{"id":null,"name":"abc","n":5,"ts":"2024-02-29 12:00:00"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"id":2,"c":3,"twice":6,"quad":12,"label":"BANANA","day1":"2024-01-02","part":"x"}}
{"op":"+I","data":{"id":3,"c":0,"twice":4,"quad":8,"label":null,"day1":null,"part":"x"}}
{"op":"+I","data":{"id":4,"c":1,"twice":null,"quad":null,"label":"none","day1":"2024-02-29","part":"x"}}
