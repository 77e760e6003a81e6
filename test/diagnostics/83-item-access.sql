-- Wrong: a field of a ROW by its place.
SELECT ROW(1, 2)[1];
--     ^^^^^^^^^^^^ MR0418
