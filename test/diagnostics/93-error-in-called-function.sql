-- Wrong: the body of `g` calls a function that is gone; the note leads to the call.
   CREATE FUNCTION f(x INT) RETURNS INT RETURN x;
   CREATE FUNCTION g(x INT) RETURNS INT RETURN f(x) + 1;
--                                             ^ MR0304
   DROP FUNCTION f;
   SELECT g(1);
