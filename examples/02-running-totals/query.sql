CREATE TABLE payments (account STRING, cents BIGINT) WITH ('connector' = 'filesystem', 'path' = 'payments.csv', 'format' = 'csv');

SELECT account, COUNT(*) AS payments, SUM(cents) AS cents FROM payments GROUP BY account;
