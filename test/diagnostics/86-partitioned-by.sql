-- Wrong: a computed partition column, one that stands twice, and one of a type that no path can hold.
CREATE TABLE t (
  n INT, dt STRING, price DECIMAL(10, 2), ym AS SUBSTRING(dt, 1, 7)
) PARTITIONED BY (ym, dt, dt, price) WITH ('connector' = 'filesystem', 'path' = 'out', 'format' = 'csv');
--                ^^ MR0331
--                        ^^ MR0331
--                            ^^^^^ MR0417
