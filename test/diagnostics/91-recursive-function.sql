-- Wrong: a function that calls itself.
   CREATE FUNCTION f(x INT) RETURNS INT RETURN IF(x > 0, f(x - 1), 0);
--                                                       ^^^^^^^^ MR0341
