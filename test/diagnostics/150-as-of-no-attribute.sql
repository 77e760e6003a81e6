-- Wrong: a version of a time that is no time attribute.
CREATE TABLE bids (id INT, t TIMESTAMP(3), WATERMARK FOR t AS t) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE side (id INT, v INT, t TIMESTAMP(3), WATERMARK FOR t AS t, PRIMARY KEY (id) NOT ENFORCED)
WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json');
SELECT bids.id, v FROM bids JOIN side FOR SYSTEM_TIME AS OF bids.t - INTERVAL '1' HOUR ON bids.id = side.id;
--                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0419
