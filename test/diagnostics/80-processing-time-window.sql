-- Wrong: DISTINCT in a window over processing time.
CREATE TABLE t (a INT, p AS PROCTIME()) WITH ('connector' = 'datagen');
SELECT COUNT(*), COUNT(DISTINCT a) FROM t GROUP BY TUMBLE(p, INTERVAL '1' MINUTE);
--               ^^^^^^^^^^^^^^^^^ MR0415
