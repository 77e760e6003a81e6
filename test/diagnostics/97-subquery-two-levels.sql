-- Wrong: a column of the query around the query around.
CREATE TABLE a (id INT, k INT) WITH ('connector' = 'filesystem', 'path' = 'a.json', 'format' = 'json');
CREATE TABLE b (id INT, k INT) WITH ('connector' = 'filesystem', 'path' = 'b.json', 'format' = 'json');
CREATE TABLE c (id INT) WITH ('connector' = 'filesystem', 'path' = 'c.json', 'format' = 'json');
SELECT id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND EXISTS (SELECT 1 FROM c WHERE c.id = a.id));
--                                                                                                      ^^^^ MR0405
