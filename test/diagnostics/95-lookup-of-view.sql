-- Wrong: a lookup in a view.
CREATE TABLE bids (id INT, now AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE side (id INT, v INT) WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json');
CREATE VIEW seen AS SELECT id, v FROM side WHERE v > 0;
SELECT bids.id, v FROM bids JOIN seen FOR SYSTEM_TIME AS OF bids.now ON bids.id = seen.id;
--                               ^^^^ MR0419
