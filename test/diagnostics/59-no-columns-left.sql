-- Wrong: an ambiguous name.
SELECT x FROM (SELECT 1 AS y) AS t (x) , (SELECT 2 AS z) AS u (x);
--     ^ MR0302
