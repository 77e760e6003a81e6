-- Wrong: a word for a number.
CREATE TABLE t (a INT) WITH ('connector' = 'datagen', 'rows-per-second' = 'many');
--                                                                        ^^^^^^ MR0205
