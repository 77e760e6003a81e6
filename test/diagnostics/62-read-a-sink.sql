-- Wrong: reading from print.
CREATE TABLE results (auction BIGINT, total DECIMAL(10, 2), ts TIMESTAMP(3)) WITH ('connector' = 'print');
SELECT * FROM results;
--            ^^^^^^^ MR0221
