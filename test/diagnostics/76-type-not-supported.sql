-- Wrong: a type that is not there yet.
CREATE TABLE t (a VARIANT) WITH ('connector' = 'datagen');
--                ^^^^^^^ MR0411
