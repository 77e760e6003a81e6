-- Wrong: a star of nothing.
SELECT *;
--     ^ MR0325
