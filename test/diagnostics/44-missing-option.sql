-- Wrong: filesystem without path.
CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'format' = 'json');
--                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0204
