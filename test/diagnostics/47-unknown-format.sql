-- Wrong: a misspelt format.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'jsn');
--                                                                                ^^^^^ MR0207
