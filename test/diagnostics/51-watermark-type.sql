-- Wrong: a watermark on a string.
CREATE TABLE t (ts STRING, WATERMARK FOR ts AS TO_TIMESTAMP(ts)) WITH ('connector' = 'datagen');
--                                       ^^ MR0211
