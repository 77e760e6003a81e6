-- flink: same
-- DISTINCT over a growing frame.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, a BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, COUNT(DISTINCT qty) OVER (PARTITION BY item ORDER BY ts) FROM bids;

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
{"op":"+I","data":{"item":"a","price":10,"a":1}}
{"op":"+I","data":{"item":"a","price":12,"a":1}}
{"op":"+I","data":{"item":"a","price":11,"a":2}}
{"op":"+I","data":{"item":"b","price":5,"a":1}}
{"op":"+I","data":{"item":null,"price":15,"a":1}}
{"op":"+I","data":{"item":"a","price":15,"a":2}}
{"op":"+I","data":{"item":"a","price":10,"a":2}}
