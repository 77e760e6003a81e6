-- Wrong: event time with microseconds.
CREATE TABLE t (ts TIMESTAMP(6), WATERMARK FOR ts AS ts) WITH ('connector' = 'datagen');
--                                             ^^ MR0211
