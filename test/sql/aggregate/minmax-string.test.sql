-- flink: same
-- MIN and MAX of strings, dates and timestamps.
CREATE TABLE t (k INT, s STRING, d DATE, ts TIMESTAMP(3)) WITH ('connector'='test');
CREATE TABLE sink1 (k INT, s1 STRING, s2 STRING, d1 DATE, d2 DATE, t1 TIMESTAMP(3), t2 TIMESTAMP(3)) WITH ('connector'='test');
INSERT INTO sink1 SELECT k, MIN(s), MAX(s), MIN(d), MAX(d), MIN(ts), MAX(ts) FROM t GROUP BY k;

INPUT t
{"op":"+I","data":{"k":1,"s":"pear","d":"2020-02-01","ts":"2020-01-01 00:00:00"}}
{"op":"+I","data":{"k":1,"s":"apple and a long tail of text","d":"2019-02-01","ts":"2020-01-01 00:00:00.001"}}
{"op":"+I","data":{"k":1,"s":"zoo","d":null,"ts":"1969-01-01 00:00:00"}}
{"op":"+I","data":{"k":1,"s":null,"d":"2021-02-01","ts":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"k":1,"s1":"pear","s2":"pear","d1":"2020-02-01","d2":"2020-02-01","t1":"2020-01-01 00:00:00","t2":"2020-01-01 00:00:00"}}
{"op":"-U","data":{"k":1,"s1":"pear","s2":"pear","d1":"2020-02-01","d2":"2020-02-01","t1":"2020-01-01 00:00:00","t2":"2020-01-01 00:00:00"}}
{"op":"+U","data":{"k":1,"s1":"apple and a long tail of text","s2":"pear","d1":"2019-02-01","d2":"2020-02-01","t1":"2020-01-01 00:00:00","t2":"2020-01-01 00:00:00.001"}}
{"op":"-U","data":{"k":1,"s1":"apple and a long tail of text","s2":"pear","d1":"2019-02-01","d2":"2020-02-01","t1":"2020-01-01 00:00:00","t2":"2020-01-01 00:00:00.001"}}
{"op":"+U","data":{"k":1,"s1":"apple and a long tail of text","s2":"zoo","d1":"2019-02-01","d2":"2020-02-01","t1":"1969-01-01 00:00:00","t2":"2020-01-01 00:00:00.001"}}
{"op":"-U","data":{"k":1,"s1":"apple and a long tail of text","s2":"zoo","d1":"2019-02-01","d2":"2020-02-01","t1":"1969-01-01 00:00:00","t2":"2020-01-01 00:00:00.001"}}
{"op":"+U","data":{"k":1,"s1":"apple and a long tail of text","s2":"zoo","d1":"2019-02-01","d2":"2021-02-01","t1":"1969-01-01 00:00:00","t2":"2020-01-01 00:00:00.001"}}
