-- Wrong: a table without columns.
CREATE TABLE t WITH ('connector' = 'datagen');
--           ^ MR0217
