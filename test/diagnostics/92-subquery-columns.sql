-- Wrong: one value is compared with two columns.
CREATE TABLE a (k INT, v INT) WITH ('connector' = 'datagen');
SELECT v FROM a WHERE k IN (SELECT k, v FROM a);
--                          ^^^^^^^^^^^^^^^^^^ MR0352
