-- flink: same
-- Adding and subtracting intervals; the day of a month is clipped.
CREATE TABLE t (ts TIMESTAMP(3), t6 TIMESTAMP(6), d DATE, tm TIME, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 TIMESTAMP(3), c1 TIMESTAMP(3), c2 DATE, c3 DATE, c4 TIMESTAMP(6), c5 TIMESTAMP(3)) WITH ('connector'='test');
INSERT INTO sink1 SELECT ts + INTERVAL '1' DAY, ts - INTERVAL '1:30' HOUR TO MINUTE, d + INTERVAL '1' MONTH, d - INTERVAL '1' YEAR, t6 + INTERVAL '0.001' SECOND, ts + INTERVAL '1-2' YEAR TO MONTH FROM t;

INPUT t
{"op":"+I","data":{"ts":"2020-02-29 23:59:59.999","t6":"2020-02-29 23:59:59.999999","d":"2020-02-29","tm":"23:59:59","n":1}}
{"op":"+I","data":{"ts":"2021-12-31 00:00:00","t6":"2021-12-31 00:00:00.5","d":"2021-12-31","tm":"00:00:00","n":-13}}
{"op":"+I","data":{"ts":"2024-05-15 13:14:15.016","t6":"2024-05-15 13:14:15.016017","d":"2024-05-15","tm":"13:14:15","n":100}}
{"op":"+I","data":{"ts":null,"t6":null,"d":null,"tm":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"2020-03-01 23:59:59.999","c1":"2020-02-29 22:29:59.999","c2":"2020-03-29","c3":"2019-02-28","c4":"2020-03-01 00:00:00.000999","c5":"2021-04-29 23:59:59.999"}}
{"op":"+I","data":{"c0":"2022-01-01 00:00:00","c1":"2021-12-30 22:30:00","c2":"2022-01-31","c3":"2020-12-31","c4":"2021-12-31 00:00:00.501","c5":"2023-02-28 00:00:00"}}
{"op":"+I","data":{"c0":"2024-05-16 13:14:15.016","c1":"2024-05-15 11:44:15.016","c2":"2024-06-15","c3":"2023-05-15","c4":"2024-05-15 13:14:15.017017","c5":"2025-07-15 13:14:15.016"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null}}
