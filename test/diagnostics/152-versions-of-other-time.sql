-- Wrong: event times of two types.
CREATE TABLE bids (id INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE side (id INT, v INT, since TIMESTAMP_LTZ(3), WATERMARK FOR since AS since, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json');
SELECT bids.id, v FROM bids JOIN side FOR SYSTEM_TIME AS OF bids.t ON bids.id = side.id;
--                               ^^^^ MR0370
