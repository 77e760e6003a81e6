-- flink: same
-- EXTRACT of every common unit.
CREATE TABLE t (ts TIMESTAMP(3), t6 TIMESTAMP(6), d DATE, tm TIME, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 BIGINT, c1 BIGINT, c2 BIGINT, c3 BIGINT, c4 BIGINT, c5 BIGINT, c6 BIGINT, c7 BIGINT, c8 BIGINT, c9 BIGINT, c10 BIGINT, c11 BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT EXTRACT(YEAR FROM ts), EXTRACT(QUARTER FROM ts), EXTRACT(MONTH FROM ts), EXTRACT(WEEK FROM ts), EXTRACT(DAY FROM ts), EXTRACT(DOY FROM ts), EXTRACT(DOW FROM ts), EXTRACT(HOUR FROM ts), EXTRACT(MINUTE FROM ts), EXTRACT(SECOND FROM ts), DAYOFWEEK(d), DAYOFYEAR(d) FROM t;

INPUT t
{"op":"+I","data":{"ts":"2020-02-29 23:59:59.999","t6":"2020-02-29 23:59:59.999999","d":"2020-02-29","tm":"23:59:59","n":1}}
{"op":"+I","data":{"ts":"2021-12-31 00:00:00","t6":"2021-12-31 00:00:00.5","d":"2021-12-31","tm":"00:00:00","n":-13}}
{"op":"+I","data":{"ts":"2024-05-15 13:14:15.016","t6":"2024-05-15 13:14:15.016017","d":"2024-05-15","tm":"13:14:15","n":100}}
{"op":"+I","data":{"ts":null,"t6":null,"d":null,"tm":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":2020,"c1":1,"c2":2,"c3":9,"c4":29,"c5":60,"c6":7,"c7":23,"c8":59,"c9":59,"c10":7,"c11":60}}
{"op":"+I","data":{"c0":2021,"c1":4,"c2":12,"c3":52,"c4":31,"c5":365,"c6":6,"c7":0,"c8":0,"c9":0,"c10":6,"c11":365}}
{"op":"+I","data":{"c0":2024,"c1":2,"c2":5,"c3":20,"c4":15,"c5":136,"c6":4,"c7":13,"c8":14,"c9":15,"c10":4,"c11":136}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null,"c8":null,"c9":null,"c10":null,"c11":null}}
