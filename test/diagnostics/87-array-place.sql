-- Wrong: places of an array begin with 1.
SELECT ARRAY[1, 2][0];
--                 ^ MR0307
