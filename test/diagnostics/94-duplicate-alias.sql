-- Wrong: a table joined with itself under one name.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'datagen');
SELECT a.k FROM a JOIN a ON a.k = a.v;
--                     ^ MR0323
