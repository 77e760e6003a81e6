-- Wrong: CREATE FUNCTION.
   CREATE FUNCTION f AS 'com.example.F';
-- ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MR0408
