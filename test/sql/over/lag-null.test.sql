-- flink: differs lag-null
-- The default of LAG is for rows that have no row so far before them; a NULL of the row there stays NULL.
CREATE TABLE bids (item STRING, id INT, price BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, id INT, l1 BIGINT, l2 BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, id, LAG(price, 1, CAST(7 AS BIGINT)) OVER w, LAG(price, 2, CAST(7 AS BIGINT)) OVER w FROM bids WINDOW w AS (PARTITION BY item ORDER BY ts);

INPUT bids
{"op":"+I","data":{"item":"a","id":1,"price":null,"ts":"2024-01-01 00:00:01"}}
{"op":"+I","data":{"item":"a","id":2,"price":20,"ts":"2024-01-01 00:00:02"}}
{"op":"+I","data":{"item":"a","id":3,"price":null,"ts":"2024-01-01 00:00:03"}}
{"op":"+I","data":{"item":null,"id":4,"price":null,"ts":"2024-01-01 00:00:04"}}
{"op":"+I","data":{"item":null,"id":5,"price":5,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","id":6,"price":1,"ts":"2024-01-01 00:00:06"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"item":"a","id":1,"l1":7,"l2":7}}
{"op":"+I","data":{"item":"a","id":2,"l1":null,"l2":7}}
{"op":"+I","data":{"item":"a","id":3,"l1":20,"l2":null}}
{"op":"+I","data":{"item":null,"id":4,"l1":7,"l2":7}}
{"op":"+I","data":{"item":null,"id":5,"l1":null,"l2":7}}
{"op":"+I","data":{"item":"a","id":6,"l1":null,"l2":20}}
