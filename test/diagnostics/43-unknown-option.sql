-- Wrong: a misspelt option.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json', 'json.ignore-parse-error' = 'true');
--                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^ MR0203
