-- flink: same
-- Computed columns are there for queries, and may be the event time.
CREATE TABLE t (id INT, ms BIGINT, doubled AS id * 2, ts AS TO_TIMESTAMP_LTZ(ms, 3), WATERMARK FOR ts AS ts) WITH ('connector'='test');
CREATE TABLE sink1 (id INT, doubled INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT id, doubled FROM t WHERE doubled > 2;

INPUT t
{"op":"+I","data":{"id":1,"ms":0}}
{"op":"+I","data":{"id":2,"ms":1000}}
{"op":"+I","data":{"id":3,"ms":500}}

EXPECT ORDERED sink1
{"op":"+I","data":{"id":2,"doubled":4}}
{"op":"+I","data":{"id":3,"doubled":6}}
