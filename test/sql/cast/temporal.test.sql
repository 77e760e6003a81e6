-- flink: same
-- Casts between temporal types.
CREATE TABLE t (ts TIMESTAMP(3), t6 TIMESTAMP(6), d DATE, tm TIME, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 DATE, c1 TIME, c2 TIMESTAMP(3), c3 TIMESTAMP(3), c4 TIMESTAMP(0), c5 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT CAST(ts AS DATE), CAST(ts AS TIME), CAST(d AS TIMESTAMP(3)), CAST(t6 AS TIMESTAMP(3)), CAST(ts AS TIMESTAMP(0)), CAST(d AS STRING) FROM t;

INPUT t
{"op":"+I","data":{"ts":"2020-02-29 23:59:59.999","t6":"2020-02-29 23:59:59.999999","d":"2020-02-29","tm":"23:59:59","n":1}}
{"op":"+I","data":{"ts":"2021-12-31 00:00:00","t6":"2021-12-31 00:00:00.5","d":"2021-12-31","tm":"00:00:00","n":-13}}
{"op":"+I","data":{"ts":"2024-05-15 13:14:15.016","t6":"2024-05-15 13:14:15.016017","d":"2024-05-15","tm":"13:14:15","n":100}}
{"op":"+I","data":{"ts":null,"t6":null,"d":null,"tm":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"2020-02-29","c1":"23:59:59","c2":"2020-02-29 00:00:00","c3":"2020-02-29 23:59:59.999","c4":"2020-02-29 23:59:59","c5":"2020-02-29"}}
{"op":"+I","data":{"c0":"2021-12-31","c1":"00:00:00","c2":"2021-12-31 00:00:00","c3":"2021-12-31 00:00:00.5","c4":"2021-12-31 00:00:00","c5":"2021-12-31"}}
{"op":"+I","data":{"c0":"2024-05-15","c1":"13:14:15","c2":"2024-05-15 00:00:00","c3":"2024-05-15 13:14:15.016","c4":"2024-05-15 13:14:15","c5":"2024-05-15"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null}}
