-- Wrong: a lookup that keeps some rows of its table, and one that reads it again.
CREATE TABLE bids (id INT, now AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE side (id INT, v INT) WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json', 'lookup.cache' = 'PARTIAL');
CREATE TABLE again (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json', 'lookup.cache' = 'FULL', 'lookup.full-cache.periodic-reload.interval' = '1 h');
CREATE TABLE fine (id INT, v INT)
WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json', 'lookup.cache' = 'FULL', 'lookup.max-retries' = '1');
SELECT bids.id, v FROM bids JOIN side FOR SYSTEM_TIME AS OF bids.now ON bids.id = side.id;
--                               ^^^^ MR0426
SELECT bids.id, v FROM bids JOIN again FOR SYSTEM_TIME AS OF bids.now ON bids.id = again.id;
--                               ^^^^^ MR0426
SELECT bids.id, v FROM bids JOIN fine FOR SYSTEM_TIME AS OF bids.now ON bids.id = fine.id;
SELECT id, v FROM again;
