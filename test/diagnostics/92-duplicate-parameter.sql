-- Wrong: two parameters of one name.
   CREATE FUNCTION f(x INT, x STRING) RETURNS INT RETURN 1;
--                          ^ MR0342
