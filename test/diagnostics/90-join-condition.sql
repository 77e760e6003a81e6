-- Wrong: a join that does not say which rows belong together.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'datagen');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'datagen');
SELECT v, w FROM a LEFT JOIN b;
--                 ^^^^^^^^^ MR0350
