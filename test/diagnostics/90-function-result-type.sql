-- Wrong: RETURNS says INT, the body gives a STRING.
   CREATE FUNCTION f(x STRING) RETURNS INT RETURN UPPER(x);
--                                                ^^^^^^^^ MR0340
