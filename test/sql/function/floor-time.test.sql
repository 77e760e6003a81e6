-- flink: same
-- FLOOR and CEIL of time points.
CREATE TABLE t (ts TIMESTAMP(3), t6 TIMESTAMP(6), d DATE, tm TIME, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 TIMESTAMP(3), c3 TIMESTAMP(3), c4 TIMESTAMP(3), c5 TIMESTAMP(3), c6 DATE, c7 DATE) WITH ('connector'='test');
INSERT INTO sink1 SELECT FLOOR(ts TO MINUTE), CEIL(ts TO MINUTE), FLOOR(ts TO DAY), FLOOR(ts TO MONTH), CEIL(ts TO YEAR), FLOOR(ts TO WEEK), FLOOR(d TO MONTH), CEIL(d TO MONTH) FROM t;

INPUT t
{"op":"+I","data":{"ts":"2020-02-29 23:59:59.999","t6":"2020-02-29 23:59:59.999999","d":"2020-02-29","tm":"23:59:59","n":1}}
{"op":"+I","data":{"ts":"2021-12-31 00:00:00","t6":"2021-12-31 00:00:00.5","d":"2021-12-31","tm":"00:00:00","n":-13}}
{"op":"+I","data":{"ts":"2024-05-15 13:14:15.016","t6":"2024-05-15 13:14:15.016017","d":"2024-05-15","tm":"13:14:15","n":100}}
{"op":"+I","data":{"ts":null,"t6":null,"d":null,"tm":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"2020-02-29 23:59:00","c1":"2020-03-01 00:00:00","c2":"2020-02-29 00:00:00","c3":"2020-02-01 00:00:00","c4":"2021-01-01 00:00:00","c5":"2020-02-23 00:00:00","c6":"2020-02-01","c7":"2020-03-01"}}
{"op":"+I","data":{"c0":"2021-12-31 00:00:00","c1":"2021-12-31 00:00:00","c2":"2021-12-31 00:00:00","c3":"2021-12-01 00:00:00","c4":"2022-01-01 00:00:00","c5":"2021-12-26 00:00:00","c6":"2021-12-01","c7":"2022-01-01"}}
{"op":"+I","data":{"c0":"2024-05-15 13:14:00","c1":"2024-05-15 13:15:00","c2":"2024-05-15 00:00:00","c3":"2024-05-01 00:00:00","c4":"2025-01-01 00:00:00","c5":"2024-05-12 00:00:00","c6":"2024-05-01","c7":"2024-06-01"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null}}
