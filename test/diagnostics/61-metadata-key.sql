-- Wrong: metadata that kafka does not have.
CREATE TABLE t (a INT, parttion INT METADATA VIRTUAL)
--                     ^^^^^^^^ MR0220
WITH ('connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'x:9092', 'format' = 'json');
