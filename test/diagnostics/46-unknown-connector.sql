-- Wrong: a misspelt connector.
CREATE TABLE t (a INT) WITH ('connector' = 'filesytem', 'path' = 'x', 'format' = 'json');
--                                         ^^^^^^^^^^^ MR0206
