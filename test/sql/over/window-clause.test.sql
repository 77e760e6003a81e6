-- flink: same
-- Named windows, one based on another.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, n BIGINT, sm BIGINT, mx BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, COUNT(*) OVER v, SUM(price) OVER (w ORDER BY ts ROWS UNBOUNDED PRECEDING), MAX(price) OVER v FROM bids WINDOW w AS (PARTITION BY item), v AS (w ORDER BY ts ROWS UNBOUNDED PRECEDING);

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
{"op":"+I","data":{"item":"a","price":10,"n":1,"sm":10,"mx":10}}
{"op":"+I","data":{"item":"a","price":12,"n":2,"sm":22,"mx":12}}
{"op":"+I","data":{"item":"a","price":11,"n":3,"sm":33,"mx":12}}
{"op":"+I","data":{"item":"b","price":5,"n":1,"sm":5,"mx":5}}
{"op":"+I","data":{"item":null,"price":15,"n":1,"sm":15,"mx":15}}
{"op":"+I","data":{"item":"a","price":15,"n":4,"sm":48,"mx":15}}
{"op":"+I","data":{"item":"a","price":10,"n":5,"sm":58,"mx":15}}
