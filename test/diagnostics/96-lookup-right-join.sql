-- Wrong: a lookup that keeps the table's rows.
CREATE TABLE bids (id INT, now AS PROCTIME()) WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');
CREATE TABLE side (id INT, v INT) WITH ('connector' = 'filesystem', 'path' = 'side.json', 'format' = 'json');
SELECT bids.id, v FROM bids RIGHT JOIN side FOR SYSTEM_TIME AS OF bids.now ON bids.id = side.id;
--                          ^^^^^^^^^^ MR0419
