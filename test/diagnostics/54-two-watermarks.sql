-- Wrong: two watermarks.
CREATE TABLE t (
  a TIMESTAMP(3), b TIMESTAMP(3),
  WATERMARK FOR a AS a,
     WATERMARK FOR b AS b
--   ^^^^^^^^^^^^^^^^^^^^ MR0210
) WITH ('connector' = 'datagen');
