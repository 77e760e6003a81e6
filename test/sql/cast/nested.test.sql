-- flink: same
-- Casts of ARRAY, MAP and ROW go part by part; NULL parts stay NULL, and a TRY_CAST of which one part fails is NULL.
CREATE TABLE t (nums ARRAY<INT>, tags ARRAY<STRING>, m MAP<STRING, INT>, r ROW<a INT, b STRING>, deep ARRAY<ARRAY<INT>>, ts ARRAY<TIMESTAMP(3)>) WITH ('connector'='test');
CREATE TABLE sink1 (c0 ARRAY<BIGINT>, c1 ARRAY<STRING>, c2 MAP<STRING, DOUBLE>, c3 ROW<x BIGINT, y STRING>, c4 ARRAY<ARRAY<DECIMAL(20, 1)>>, c5 ARRAY<INT>, c6 ARRAY<TIMESTAMP(6)>) WITH ('connector'='test');
INSERT INTO sink1 SELECT CAST(nums AS ARRAY<BIGINT>), CAST(nums AS ARRAY<STRING>), CAST(m AS MAP<STRING, DOUBLE>), CAST(r AS ROW<x BIGINT, y STRING>),
  CAST(deep AS ARRAY<ARRAY<DECIMAL(20, 1)>>), TRY_CAST(tags AS ARRAY<INT>), CAST(ts AS ARRAY<TIMESTAMP(6)>) FROM t;

INPUT t
{"op":"+I","data":{"nums":[1,null,-2147483648],"tags":["7","-8"],"m":{"one":1},"r":{"a":5,"b":"x"},"deep":[[1,2],[],null,[3]],"ts":["2020-01-01 00:00:00.123",null]}}
{"op":"+I","data":{"nums":[],"tags":["7","seven"],"m":{},"r":{"a":null,"b":null},"deep":[],"ts":[]}}
{"op":"+I","data":{"nums":[0],"tags":[null],"m":{"nothing":null},"r":{"a":-1,"b":"a text of many letters"},"deep":[[null]],"ts":["1969-12-31 23:59:59.999"]}}
{"op":"+I","data":{"nums":null,"tags":null,"m":null,"r":null,"deep":null,"ts":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":[1,null,-2147483648],"c1":["1",null,"-2147483648"],"c2":{"one":1.0},"c3":{"x":5,"y":"x"},"c4":[[1.0,2.0],[],null,[3.0]],"c5":[7,-8],"c6":["2020-01-01 00:00:00.123",null]}}
{"op":"+I","data":{"c0":[],"c1":[],"c2":{},"c3":{"x":null,"y":null},"c4":[],"c5":null,"c6":[]}}
{"op":"+I","data":{"c0":[0],"c1":["0"],"c2":{"nothing":null},"c3":{"x":-1,"y":"a text of many letters"},"c4":[[null]],"c5":[null],"c6":["1969-12-31 23:59:59.999"]}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null}}
