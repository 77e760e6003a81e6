-- Wrong: a name that both sides of a join have.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'datagen');
CREATE TABLE b (k INT, w INT) WITH ('connector' = 'datagen');
SELECT k FROM a JOIN b ON a.k = b.k;
--     ^ MR0302
