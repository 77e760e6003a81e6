-- flink: same
-- DATE_FORMAT with the common pattern letters; a DATE column and a string as input.
CREATE TABLE t (ts TIMESTAMP(3), t6 TIMESTAMP(6), d DATE, tm TIME, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 STRING, c3 STRING, c4 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT DATE_FORMAT(ts, 'yyyyMMdd'), DATE_FORMAT(ts, 'yy/M/d H:m:s'), DATE_FORMAT(ts, 'HH:mm:ss.SSS'), DATE_FORMAT('2020-05-06 07:08:09', 'dd.MM.yyyy'), DATE_FORMAT(t6, 'yyyy-MM-dd''T''HH:mm:ss') FROM t;

INPUT t
{"op":"+I","data":{"ts":"2020-02-29 23:59:59.999","t6":"2020-02-29 23:59:59.999999","d":"2020-02-29","tm":"23:59:59","n":1}}
{"op":"+I","data":{"ts":"2021-12-31 00:00:00","t6":"2021-12-31 00:00:00.5","d":"2021-12-31","tm":"00:00:00","n":-13}}
{"op":"+I","data":{"ts":"2024-05-15 13:14:15.016","t6":"2024-05-15 13:14:15.016017","d":"2024-05-15","tm":"13:14:15","n":100}}
{"op":"+I","data":{"ts":null,"t6":null,"d":null,"tm":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"20200229","c1":"20/2/29 23:59:59","c2":"23:59:59.999","c3":"06.05.2020","c4":"2020-02-29T23:59:59"}}
{"op":"+I","data":{"c0":"20211231","c1":"21/12/31 0:0:0","c2":"00:00:00.000","c3":"06.05.2020","c4":"2021-12-31T00:00:00"}}
{"op":"+I","data":{"c0":"20240515","c1":"24/5/15 13:14:15","c2":"13:14:15.016","c3":"06.05.2020","c4":"2024-05-15T13:14:15"}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":"06.05.2020","c4":null}}
