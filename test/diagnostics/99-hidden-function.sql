-- Wrong: a function that no call by its name alone reaches.
CREATE FUNCTION reverse(x STRING) RETURNS STRING RETURN LOWER(x);
--              ^^^^^^^ MR0222
