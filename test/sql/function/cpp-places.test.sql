-- flink: no functions in C++
-- Functions in C++ wherever an expression stands: in WHERE behind a condition that guards a division, as a group key of windows and of running
-- aggregates, over aggregates, in computed columns, views, SQL functions and join conditions; arguments are cast implicitly.
CREATE FUNCTION hundred_by AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE FUNCTION add_up AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE FUNCTION First_Letter AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE TEMPORARY SYSTEM FUNCTION is_long AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS is_long AS 'nowhere.cpp' LANGUAGE CPP;
CREATE FUNCTION label_of(name STRING, n INT) RETURNS STRING RETURN CASE WHEN n = 0 THEN 'none' ELSE first_letter(name) || CAST(hundred_by(n) AS STRING) END;
CREATE TABLE bids (name STRING, n SMALLINT, price INT, ts TIMESTAMP(3), short AS first_letter(name), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)
  WITH ('connector' = 'test');
CREATE TABLE other (k STRING, m INT) WITH ('connector' = 'test');
CREATE TABLE sink1 (name STRING, h INT) WITH ('connector' = 'test');
CREATE TABLE sink2 (k STRING, window_start TIMESTAMP(3), total BIGINT) WITH ('connector' = 'test');
CREATE TABLE sink3 (short STRING, c BIGINT, PRIMARY KEY (short) NOT ENFORCED) WITH ('connector' = 'test');
CREATE TABLE sink4 (label STRING) WITH ('connector' = 'test');
CREATE TABLE sink5 (name STRING, m INT) WITH ('connector' = 'test');
CREATE VIEW v AS SELECT label_of(name, n) AS label, name FROM bids;
INSERT INTO sink1 SELECT name, hundred_by(n) FROM bids WHERE n <> 0 AND hundred_by(n) > 10;
INSERT INTO sink2 SELECT FIRST_LETTER(name), window_start, add_up(COUNT(*), SUM(price))
  FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY first_letter(name), window_start, window_end;
INSERT INTO sink3 SELECT short, COUNT(*) FROM bids GROUP BY short;
INSERT INTO sink4 SELECT label FROM v WHERE is_long(label);
INSERT INTO sink5 SELECT bids.name, m FROM bids JOIN other ON first_letter(bids.name) = other.k;

INPUT bids
{"op":"+I","data":{"name":"anna","n":5,"price":10,"ts":"2024-01-01 00:00:10"}}
{"op":"+I","data":{"name":"bert","n":0,"price":20,"ts":"2024-01-01 00:00:20"}}
{"op":"+I","data":{"name":"alf","n":200,"price":30,"ts":"2024-01-01 00:00:50"}}
{"op":"+I","data":{"name":"anna","n":null,"price":null,"ts":"2024-01-01 00:01:10"}}

WATERMARK bids '2024-01-01 00:02:00'

INPUT other
{"op":"+I","data":{"k":"a","m":1}}
{"op":"+I","data":{"k":"c","m":3}}

EXPECT sink1
{"op":"+I","data":{"name":"anna","h":20}}

EXPECT sink2
{"op":"+I","data":{"k":"a","window_start":"2024-01-01 00:00:00","total":42}}
{"op":"+I","data":{"k":"b","window_start":"2024-01-01 00:00:00","total":21}}
{"op":"+I","data":{"k":"a","window_start":"2024-01-01 00:01:00","total":null}}

EXPECT FINAL sink3
{"op":"+I","data":{"short":"a","c":3}}
{"op":"+I","data":{"short":"b","c":1}}

EXPECT sink4
{"op":"+I","data":{"label":"none"}}

EXPECT sink5
{"op":"+I","data":{"name":"anna","m":1}}
{"op":"+I","data":{"name":"alf","m":1}}
{"op":"+I","data":{"name":"anna","m":1}}
