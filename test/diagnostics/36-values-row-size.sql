-- Wrong: VALUES of different widths.
SELECT * FROM (VALUES (1, 'a'), (2)) AS t (n, s);
--                              ^^^ MR0329
