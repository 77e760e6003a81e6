-- flink: same
-- Windows that overlap.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, window_end, item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end, item ORDER BY price DESC) AS rn FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND))) WHERE rn <= 1;

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

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2023-12-31 23:59:55","we":"2024-01-01 00:00:05","item":"a","price":20,"qty":2,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:00","we":"2024-01-01 00:00:10","item":"b","price":5,"qty":1,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:00","we":"2024-01-01 00:00:10","item":null,"price":16,"qty":3,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:00","we":"2024-01-01 00:00:10","item":"c","price":9,"qty":3,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:00","we":"2024-01-01 00:00:10","item":"a","price":20,"qty":2,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:15","item":null,"price":16,"qty":3,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:15","item":"c","price":9,"qty":3,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:15","item":"a","price":15,"qty":3,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:15","item":"b","price":5,"qty":1,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","we":"2024-01-01 00:00:20","item":null,"price":15,"qty":3,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","we":"2024-01-01 00:00:20","item":"a","price":15,"qty":3,"rn":1}}
