-- Q13, side input: each bid with a value from a file of 10,000 rows, looked up as it is when the bid arrives.
-- The file: seq 0 9999 | sed 's/.*/&,&/' > side_input.csv
CREATE TABLE side_input (key BIGINT, `value` STRING) WITH (
  'connector' = 'filesystem', 'path' = 'side_input.csv', 'format' = 'csv'
);

CREATE TABLE nexmark_q13 (
  auction BIGINT, bidder BIGINT, price BIGINT, `dateTime` TIMESTAMP(3), `value` STRING
) WITH ('connector' = 'blackhole');

INSERT INTO nexmark_q13
SELECT B.auction, B.bidder, B.price, B.`dateTime`, S.`value`
FROM (SELECT *, PROCTIME() AS p_time FROM bid) AS B
JOIN side_input FOR SYSTEM_TIME AS OF B.p_time AS S ON MOD(B.auction, 10000) = S.key;
