-- flink: same
-- GROUPING and GROUPING_ID say which keys the set leaves out; without sets all are 0, as GROUP_ID is where no two are equal.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b INT, ga BIGINT, gab BIGINT, gba BIGINT, gid BIGINT, n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (b INT, g BIGINT, gid BIGINT, n BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT a, b, GROUPING(a), GROUPING(a, b), GROUPING_ID(b, a), GROUP_ID(), COUNT(*) FROM orders GROUP BY GROUPING SETS ((a, b), a, (b), ());
INSERT INTO sink2 SELECT b, GROUPING(b), GROUP_ID(), COUNT(*) FROM orders GROUP BY b;
END;

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"a":"x","b":1,"ga":0,"gab":0,"gba":0,"gid":0,"n":1}}
{"op":"+I","data":{"a":"x","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":1}}
{"op":"+I","data":{"a":null,"b":1,"ga":1,"gab":2,"gba":1,"gid":0,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":1}}
{"op":"+I","data":{"a":"y","b":1,"ga":0,"gab":0,"gba":0,"gid":0,"n":1}}
{"op":"+I","data":{"a":"y","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":1}}
{"op":"-U","data":{"a":null,"b":1,"ga":1,"gab":2,"gba":1,"gid":0,"n":1}}
{"op":"+U","data":{"a":null,"b":1,"ga":1,"gab":2,"gba":1,"gid":0,"n":2}}
{"op":"-U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":1}}
{"op":"+U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":2}}
{"op":"+I","data":{"a":null,"b":2,"ga":0,"gab":0,"gba":0,"gid":0,"n":1}}
{"op":"+I","data":{"a":null,"b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":1}}
{"op":"+I","data":{"a":null,"b":2,"ga":1,"gab":2,"gba":1,"gid":0,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":2}}
{"op":"+U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":3}}
{"op":"+I","data":{"a":"x","b":null,"ga":0,"gab":0,"gba":0,"gid":0,"n":1}}
{"op":"-U","data":{"a":"x","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":1}}
{"op":"+U","data":{"a":"x","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":2}}
{"op":"+I","data":{"a":null,"b":null,"ga":1,"gab":2,"gba":1,"gid":0,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":3}}
{"op":"+U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":4}}
{"op":"+I","data":{"a":"x","b":2,"ga":0,"gab":0,"gba":0,"gid":0,"n":1}}
{"op":"-U","data":{"a":"x","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":2}}
{"op":"+U","data":{"a":"x","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":3}}
{"op":"-U","data":{"a":null,"b":2,"ga":1,"gab":2,"gba":1,"gid":0,"n":1}}
{"op":"+U","data":{"a":null,"b":2,"ga":1,"gab":2,"gba":1,"gid":0,"n":2}}
{"op":"-U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":4}}
{"op":"+U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":5}}
{"op":"-U","data":{"a":"x","b":1,"ga":0,"gab":0,"gba":0,"gid":0,"n":1}}
{"op":"+U","data":{"a":"x","b":1,"ga":0,"gab":0,"gba":0,"gid":0,"n":2}}
{"op":"-U","data":{"a":"x","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":3}}
{"op":"+U","data":{"a":"x","b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":4}}
{"op":"-U","data":{"a":null,"b":1,"ga":1,"gab":2,"gba":1,"gid":0,"n":2}}
{"op":"+U","data":{"a":null,"b":1,"ga":1,"gab":2,"gba":1,"gid":0,"n":3}}
{"op":"-U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":5}}
{"op":"+U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":6}}
{"op":"+I","data":{"a":null,"b":null,"ga":0,"gab":0,"gba":0,"gid":0,"n":1}}
{"op":"-U","data":{"a":null,"b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":1}}
{"op":"+U","data":{"a":null,"b":null,"ga":0,"gab":1,"gba":2,"gid":0,"n":2}}
{"op":"-U","data":{"a":null,"b":null,"ga":1,"gab":2,"gba":1,"gid":0,"n":1}}
{"op":"+U","data":{"a":null,"b":null,"ga":1,"gab":2,"gba":1,"gid":0,"n":2}}
{"op":"-U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":6}}
{"op":"+U","data":{"a":null,"b":null,"ga":1,"gab":3,"gba":3,"gid":0,"n":7}}

EXPECT MULTISET sink2
{"op":"+I","data":{"b":1,"g":0,"gid":0,"n":1}}
{"op":"-U","data":{"b":1,"g":0,"gid":0,"n":1}}
{"op":"+U","data":{"b":1,"g":0,"gid":0,"n":2}}
{"op":"+I","data":{"b":2,"g":0,"gid":0,"n":1}}
{"op":"+I","data":{"b":null,"g":0,"gid":0,"n":1}}
{"op":"-U","data":{"b":2,"g":0,"gid":0,"n":1}}
{"op":"+U","data":{"b":2,"g":0,"gid":0,"n":2}}
{"op":"-U","data":{"b":1,"g":0,"gid":0,"n":2}}
{"op":"+U","data":{"b":1,"g":0,"gid":0,"n":3}}
{"op":"-U","data":{"b":null,"g":0,"gid":0,"n":1}}
{"op":"+U","data":{"b":null,"g":0,"gid":0,"n":2}}
