-- Wrong: a database that is not there.
SELECT * FROM sales.orders;
--            ^^^^^^^^^^^^ MR0216
