-- Wrong: a table as it was at an event time, which does not say from when on its rows are valid.
CREATE TABLE bids (id INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE side (id INT, v INT) WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json');
SELECT bids.id, v FROM bids JOIN side FOR SYSTEM_TIME AS OF bids.t ON bids.id = side.id;
--                               ^^^^ MR0370
