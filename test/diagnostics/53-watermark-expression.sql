-- Wrong: a watermark of another type.
CREATE TABLE t (ts TIMESTAMP(3), n BIGINT, WATERMARK FOR ts AS n) WITH ('connector' = 'datagen');
--                                                             ^ MR0212
