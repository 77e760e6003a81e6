-- flink: same
-- Sort columns of many types, ascending.
CREATE TABLE vals (k INT, d DECIMAL(10, 2), f DOUBLE, s STRING, b BOOLEAN, dt DATE, t TIME(0), ts TIMESTAMP(3)) WITH ('connector'='test');
CREATE TABLE sink1 (s STRING, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (s STRING, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink3 (s STRING, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink4 (s STRING, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink5 (s STRING, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink6 (s STRING, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink7 (s STRING, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY d) AS rn FROM vals) WHERE rn <= 4;
INSERT INTO sink2 SELECT s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY f) AS rn FROM vals) WHERE rn <= 4;
INSERT INTO sink3 SELECT s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY s) AS rn FROM vals) WHERE rn <= 4;
INSERT INTO sink4 SELECT s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY b) AS rn FROM vals) WHERE rn <= 4;
INSERT INTO sink5 SELECT s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY dt) AS rn FROM vals) WHERE rn <= 4;
INSERT INTO sink6 SELECT s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY t) AS rn FROM vals) WHERE rn <= 4;
INSERT INTO sink7 SELECT s, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts) AS rn FROM vals) WHERE rn <= 4;

INPUT vals
{"op":"+I","data":{"k":1,"d":1.5,"f":0.5,"s":"b","b":true,"dt":"2024-01-02","t":"10:00:00","ts":"2024-01-01 00:00:00.500"}}
{"op":"+I","data":{"k":1,"d":-2.25,"f":-1.5,"s":"a","b":false,"dt":"2023-12-31","t":"09:00:00","ts":"2023-01-01 00:00:00"}}
{"op":"+I","data":{"k":1,"d":100.0,"f":0.0,"s":"","b":null,"dt":"1960-01-01","t":"23:59:59","ts":"1969-12-31 23:59:59.999"}}
{"op":"+I","data":{"k":1,"d":null,"f":1e+300,"s":"ä","b":null,"dt":null,"t":null,"ts":null}}
{"op":"+I","data":{"k":1,"d":0.0,"f":-0.5,"s":"ba","b":true,"dt":"2024-01-03","t":"00:00:00","ts":"2024-01-01 00:00:00.501"}}
{"op":"+I","data":{"k":1,"d":-100.01,"f":2.0,"s":"b\u0002","b":false,"dt":"2024-01-01","t":"12:00:00","ts":"2024-01-01 00:00:00"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"s":"b","rn":1}}
{"op":"-U","data":{"s":"b","rn":1}}
{"op":"+U","data":{"s":"a","rn":1}}
{"op":"+I","data":{"s":"b","rn":2}}
{"op":"+I","data":{"s":"","rn":3}}
{"op":"-U","data":{"s":"a","rn":1}}
{"op":"+U","data":{"s":"ä","rn":1}}
{"op":"-U","data":{"s":"b","rn":2}}
{"op":"+U","data":{"s":"a","rn":2}}
{"op":"-U","data":{"s":"","rn":3}}
{"op":"+U","data":{"s":"b","rn":3}}
{"op":"+I","data":{"s":"","rn":4}}
{"op":"-U","data":{"s":"b","rn":3}}
{"op":"+U","data":{"s":"ba","rn":3}}
{"op":"-U","data":{"s":"","rn":4}}
{"op":"+U","data":{"s":"b","rn":4}}
{"op":"-U","data":{"s":"a","rn":2}}
{"op":"+U","data":{"s":"b\u0002","rn":2}}
{"op":"-U","data":{"s":"ba","rn":3}}
{"op":"+U","data":{"s":"a","rn":3}}
{"op":"-U","data":{"s":"b","rn":4}}
{"op":"+U","data":{"s":"ba","rn":4}}

EXPECT ORDERED sink2
{"op":"+I","data":{"s":"b","rn":1}}
{"op":"-U","data":{"s":"b","rn":1}}
{"op":"+U","data":{"s":"a","rn":1}}
{"op":"+I","data":{"s":"b","rn":2}}
{"op":"-U","data":{"s":"b","rn":2}}
{"op":"+U","data":{"s":"","rn":2}}
{"op":"+I","data":{"s":"b","rn":3}}
{"op":"+I","data":{"s":"ä","rn":4}}
{"op":"-U","data":{"s":"","rn":2}}
{"op":"+U","data":{"s":"ba","rn":2}}
{"op":"-U","data":{"s":"b","rn":3}}
{"op":"+U","data":{"s":"","rn":3}}
{"op":"-U","data":{"s":"ä","rn":4}}
{"op":"+U","data":{"s":"b","rn":4}}

EXPECT ORDERED sink3
{"op":"+I","data":{"s":"b","rn":1}}
{"op":"-U","data":{"s":"b","rn":1}}
{"op":"+U","data":{"s":"a","rn":1}}
{"op":"+I","data":{"s":"b","rn":2}}
{"op":"-U","data":{"s":"a","rn":1}}
{"op":"+U","data":{"s":"","rn":1}}
{"op":"-U","data":{"s":"b","rn":2}}
{"op":"+U","data":{"s":"a","rn":2}}
{"op":"+I","data":{"s":"b","rn":3}}
{"op":"+I","data":{"s":"ä","rn":4}}
{"op":"-U","data":{"s":"ä","rn":4}}
{"op":"+U","data":{"s":"ba","rn":4}}
{"op":"-U","data":{"s":"ba","rn":4}}
{"op":"+U","data":{"s":"b\u0002","rn":4}}

EXPECT ORDERED sink4
{"op":"+I","data":{"s":"b","rn":1}}
{"op":"-U","data":{"s":"b","rn":1}}
{"op":"+U","data":{"s":"a","rn":1}}
{"op":"+I","data":{"s":"b","rn":2}}
{"op":"-U","data":{"s":"a","rn":1}}
{"op":"+U","data":{"s":"","rn":1}}
{"op":"-U","data":{"s":"b","rn":2}}
{"op":"+U","data":{"s":"a","rn":2}}
{"op":"+I","data":{"s":"b","rn":3}}
{"op":"-U","data":{"s":"a","rn":2}}
{"op":"+U","data":{"s":"ä","rn":2}}
{"op":"-U","data":{"s":"b","rn":3}}
{"op":"+U","data":{"s":"a","rn":3}}
{"op":"+I","data":{"s":"b","rn":4}}
{"op":"-U","data":{"s":"b","rn":4}}
{"op":"+U","data":{"s":"b\u0002","rn":4}}

EXPECT ORDERED sink5
{"op":"+I","data":{"s":"b","rn":1}}
{"op":"-U","data":{"s":"b","rn":1}}
{"op":"+U","data":{"s":"a","rn":1}}
{"op":"+I","data":{"s":"b","rn":2}}
{"op":"-U","data":{"s":"a","rn":1}}
{"op":"+U","data":{"s":"","rn":1}}
{"op":"-U","data":{"s":"b","rn":2}}
{"op":"+U","data":{"s":"a","rn":2}}
{"op":"+I","data":{"s":"b","rn":3}}
{"op":"-U","data":{"s":"","rn":1}}
{"op":"+U","data":{"s":"ä","rn":1}}
{"op":"-U","data":{"s":"a","rn":2}}
{"op":"+U","data":{"s":"","rn":2}}
{"op":"-U","data":{"s":"b","rn":3}}
{"op":"+U","data":{"s":"a","rn":3}}
{"op":"+I","data":{"s":"b","rn":4}}
{"op":"-U","data":{"s":"b","rn":4}}
{"op":"+U","data":{"s":"b\u0002","rn":4}}

EXPECT ORDERED sink6
{"op":"+I","data":{"s":"b","rn":1}}
{"op":"-U","data":{"s":"b","rn":1}}
{"op":"+U","data":{"s":"a","rn":1}}
{"op":"+I","data":{"s":"b","rn":2}}
{"op":"+I","data":{"s":"","rn":3}}
{"op":"-U","data":{"s":"a","rn":1}}
{"op":"+U","data":{"s":"ä","rn":1}}
{"op":"-U","data":{"s":"b","rn":2}}
{"op":"+U","data":{"s":"a","rn":2}}
{"op":"-U","data":{"s":"","rn":3}}
{"op":"+U","data":{"s":"b","rn":3}}
{"op":"+I","data":{"s":"","rn":4}}
{"op":"-U","data":{"s":"a","rn":2}}
{"op":"+U","data":{"s":"ba","rn":2}}
{"op":"-U","data":{"s":"b","rn":3}}
{"op":"+U","data":{"s":"a","rn":3}}
{"op":"-U","data":{"s":"","rn":4}}
{"op":"+U","data":{"s":"b","rn":4}}

EXPECT ORDERED sink7
{"op":"+I","data":{"s":"b","rn":1}}
{"op":"-U","data":{"s":"b","rn":1}}
{"op":"+U","data":{"s":"a","rn":1}}
{"op":"+I","data":{"s":"b","rn":2}}
{"op":"-U","data":{"s":"a","rn":1}}
{"op":"+U","data":{"s":"","rn":1}}
{"op":"-U","data":{"s":"b","rn":2}}
{"op":"+U","data":{"s":"a","rn":2}}
{"op":"+I","data":{"s":"b","rn":3}}
{"op":"-U","data":{"s":"","rn":1}}
{"op":"+U","data":{"s":"ä","rn":1}}
{"op":"-U","data":{"s":"a","rn":2}}
{"op":"+U","data":{"s":"","rn":2}}
{"op":"-U","data":{"s":"b","rn":3}}
{"op":"+U","data":{"s":"a","rn":3}}
{"op":"+I","data":{"s":"b","rn":4}}
{"op":"-U","data":{"s":"b","rn":4}}
{"op":"+U","data":{"s":"b\u0002","rn":4}}
