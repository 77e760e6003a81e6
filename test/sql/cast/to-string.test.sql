-- flink: same
-- CAST to STRING of every type.
CREATE TABLE t (b BOOLEAN, i INT, f FLOAT, d DOUBLE, m DECIMAL(10,2), dt DATE, tm TIME, ts TIMESTAMP(3), t6 TIMESTAMP(6)) WITH ('connector'='test');
CREATE TABLE sink1 (b STRING, i STRING, f STRING, d STRING, m STRING, dt STRING, tm STRING, ts STRING, t6 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT CAST(b AS STRING), CAST(i AS STRING), CAST(f AS STRING), CAST(d AS STRING), CAST(m AS STRING), CAST(dt AS STRING), CAST(tm AS STRING), CAST(ts AS STRING), CAST(t6 AS STRING) FROM t;

INPUT t
{"op":"+I","data":{"b":true,"i":-5,"f":1.1,"d":1.0E10,"m":1.5,"dt":"2020-02-29","tm":"12:34:56","ts":"2020-01-01 00:00:00","t6":"2020-01-01 00:00:00.1234"}}
{"op":"+I","data":{"b":false,"i":0,"f":100.0,"d":0.1,"m":-0.05,"dt":"0001-01-01","tm":"00:00:00","ts":"1969-12-31 23:59:59.5","t6":"2020-01-01 00:00:00"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"b":"TRUE","i":"-5","f":"1.1","d":"1.0E10","m":"1.50","dt":"2020-02-29","tm":"12:34:56","ts":"2020-01-01 00:00:00.000","t6":"2020-01-01 00:00:00.123400"}}
{"op":"+I","data":{"b":"FALSE","i":"0","f":"100.0","d":"0.1","m":"-0.05","dt":"0001-01-01","tm":"00:00:00","ts":"1969-12-31 23:59:59.500","t6":"2020-01-01 00:00:00.000000"}}
