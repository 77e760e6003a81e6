-- flink: same
-- LAG by one, by several, with a default, over rows of one time.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, l1 BIGINT, l2 BIGINT, l3 BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, LAG(price) OVER w, LAG(price, 2) OVER w, LAG(price, 1, CAST(-1 AS BIGINT)) OVER w FROM bids WINDOW w AS (PARTITION BY item ORDER BY ts);

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":12,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"ts":"2024-01-01 00:00:03"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:09"}}
{"op":"+I","data":{"item":"a","price":null,"qty":3,"ts":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","price":11,"qty":3,"ts":"2024-01-01 00:00:08"}}
{"op":"+I","data":{"item":"a","price":5,"qty":3,"ts":"2024-01-01 00:00:02"}}
{"op":"+I","data":{"item":"a","price":15,"qty":3,"ts":"2024-01-01 00:00:11"}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"ts":"2024-01-01 00:00:10"}}
{"op":"+I","data":{"item":null,"price":16,"qty":3,"ts":"2024-01-01 00:00:09"}}
{"op":"+I","data":{"item":"c","price":9,"qty":3,"ts":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","price":10,"qty":3,"ts":"2024-01-01 00:00:11"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","price":10,"l1":10,"l2":null,"l3":10}}
{"op":"+I","data":{"item":"a","price":12,"l1":10,"l2":null,"l3":10}}
{"op":"+I","data":{"item":"a","price":11,"l1":12,"l2":10,"l3":12}}
{"op":"+I","data":{"item":"b","price":5,"l1":null,"l2":null,"l3":-1}}
{"op":"+I","data":{"item":null,"price":15,"l1":null,"l2":null,"l3":-1}}
{"op":"+I","data":{"item":"a","price":15,"l1":15,"l2":11,"l3":15}}
{"op":"+I","data":{"item":"a","price":10,"l1":15,"l2":11,"l3":15}}
