-- Q4, average price for a category: of the highest bids of each category's auctions, made while the auction was open. A join, then an
-- aggregate of an aggregate that changes.
CREATE TABLE nexmark_q4 (id BIGINT, final BIGINT) WITH ('connector' = 'blackhole');

INSERT INTO nexmark_q4
SELECT category, AVG(final)
FROM (
  SELECT A.category, MAX(B.price) AS final
  FROM auction AS A, bid AS B
  WHERE A.id = B.auction AND B.`dateTime` BETWEEN A.`dateTime` AND A.expires
  GROUP BY A.id, A.category
)
GROUP BY category;
