-- flink: same
-- By event time over rows that come and go.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY ts DESC) AS rn FROM bids) WHERE rn = 1;

INPUT bids
{"op":"+I","data":{"item":"a","price":1,"qty":1,"ts":"2024-01-01 00:00:01"}}
{"op":"+I","data":{"item":"a","price":2,"qty":1,"ts":"2024-01-01 00:00:03"}}
{"op":"-D","data":{"item":"a","price":2,"qty":1,"ts":"2024-01-01 00:00:03"}}
{"op":"+I","data":{"item":"a","price":3,"qty":1,"ts":"2024-01-01 00:00:02"}}
{"op":"-U","data":{"item":"a","price":3,"qty":1,"ts":"2024-01-01 00:00:02"}}
{"op":"+U","data":{"item":"a","price":4,"qty":1,"ts":"2024-01-01 00:00:02"}}
{"op":"-D","data":{"item":"a","price":4,"qty":1,"ts":"2024-01-01 00:00:02"}}
{"op":"-D","data":{"item":"a","price":1,"qty":1,"ts":"2024-01-01 00:00:01"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":2,"qty":1}}
{"op":"-D","data":{"item":"a","price":2,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":3,"qty":1}}
{"op":"-D","data":{"item":"a","price":3,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
{"op":"+I","data":{"item":"a","price":4,"qty":1}}
{"op":"-D","data":{"item":"a","price":4,"qty":1}}
{"op":"+I","data":{"item":"a","price":1,"qty":1}}
{"op":"-D","data":{"item":"a","price":1,"qty":1}}
