-- Wrong: a column declared twice.
CREATE TABLE t (a INT, b INT, a STRING) WITH ('connector' = 'datagen');
--                            ^ MR0208
