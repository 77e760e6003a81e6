-- Wrong: DECIMAL with 39 digits.
CREATE TABLE t (a DECIMAL(39, 2)) WITH ('connector' = 'datagen');
--                ^^^^^^^^^^^^^^ MR0219
