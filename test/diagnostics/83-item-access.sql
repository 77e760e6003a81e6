-- Wrong: an item of an ARRAY.
SELECT ARRAY[1, 2][1];
--     ^^^^^^^^^^^^^^ MR0418
