-- Wrong: more aliases than columns.
SELECT * FROM (VALUES (1, 'a')) AS t (n, s, x);
--                                 ^^^^^^^^^^^ MR0218
