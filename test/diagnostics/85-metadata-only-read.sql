-- Wrong: metadata that can only be read would be written, as its column is not VIRTUAL.
CREATE TABLE t (a INT, `offset` BIGINT METADATA)
WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'x:9092', 'format' = 'json');
INSERT INTO t VALUES (1, 2);
--          ^ MR0220
