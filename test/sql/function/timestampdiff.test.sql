-- flink: same
-- TIMESTAMPDIFF per unit, TIMESTAMPADD with a computed number.
CREATE TABLE t (ts TIMESTAMP(3), t6 TIMESTAMP(6), d DATE, tm TIME, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 INT, c1 INT, c2 INT, c3 INT, c4 INT, c5 INT, c6 TIMESTAMP(3), c7 DATE) WITH ('connector'='test');
INSERT INTO sink1 SELECT TIMESTAMPDIFF(SECOND, TIMESTAMP '2021-01-01 00:00:00', ts), TIMESTAMPDIFF(HOUR, TIMESTAMP '2021-01-01 00:00:00', ts), TIMESTAMPDIFF(DAY, DATE '2021-01-01', d), TIMESTAMPDIFF(MONTH, TIMESTAMP '2021-01-31 00:00:00', ts), TIMESTAMPDIFF(YEAR, d, DATE '2030-06-01'), TIMESTAMPDIFF(WEEK, TIMESTAMP '2021-01-01 00:00:00', ts), TIMESTAMPADD(HOUR, n, ts), TIMESTAMPADD(DAY, n, d) FROM t;

INPUT t
{"op":"+I","data":{"ts":"2020-02-29 23:59:59.999","t6":"2020-02-29 23:59:59.999999","d":"2020-02-29","tm":"23:59:59","n":1}}
{"op":"+I","data":{"ts":"2021-12-31 00:00:00","t6":"2021-12-31 00:00:00.5","d":"2021-12-31","tm":"00:00:00","n":-13}}
{"op":"+I","data":{"ts":"2024-05-15 13:14:15.016","t6":"2024-05-15 13:14:15.016017","d":"2024-05-15","tm":"13:14:15","n":100}}
{"op":"+I","data":{"ts":null,"t6":null,"d":null,"tm":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":-26438400,"c1":-7344,"c2":-307,"c3":-11,"c4":10,"c5":-43,"c6":"2020-03-01 00:59:59.999","c7":"2020-03-01"}}
{"op":"+I","data":{"c0":31449600,"c1":8736,"c2":364,"c3":11,"c4":8,"c5":52,"c6":"2021-12-30 11:00:00","c7":"2021-12-18"}}
{"op":"+I","data":{"c0":106319655,"c1":29533,"c2":1230,"c3":39,"c4":6,"c5":175,"c6":"2024-05-19 17:14:15.016","c7":"2024-08-23"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null}}
