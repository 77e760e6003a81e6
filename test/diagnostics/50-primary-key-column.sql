-- Wrong: a primary key over no column.
CREATE TABLE t (id INT, PRIMARY KEY (ident) NOT ENFORCED) WITH ('connector' = 'datagen');
--                                   ^^^^^ MR0209
