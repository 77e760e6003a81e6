-- Wrong: two names equally near.
CREATE TABLE t (cost1 INT, cost2 INT) WITH ('connector' = 'datagen');
SELECT cost3 FROM t;
--     ^^^^^ MR0301
