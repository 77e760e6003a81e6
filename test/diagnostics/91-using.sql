-- Wrong: USING a column that one side does not have.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'datagen');
CREATE TABLE b (key INT, w INT) WITH ('connector' = 'datagen');
SELECT v, w FROM a JOIN b USING (k);
--                               ^ MR0351
