-- Wrong: a table declared twice.
CREATE TABLE t (a INT) WITH ('connector' = 'datagen');
CREATE TABLE t (b INT) WITH ('connector' = 'datagen');
--           ^ MR0202
