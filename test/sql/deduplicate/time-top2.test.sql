-- flink: same
-- Two rows by time are a Top-N.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY ts) AS rn FROM bids) WHERE rn <= 2;
INSERT INTO sink2 SELECT item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY pt) AS rn FROM bids) WHERE rn <= 2;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":10,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"ts":"2024-01-01 00:00:03"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:09"}}
{"op":"+I","data":{"item":"a","price":11,"qty":3,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":5,"qty":3,"ts":"2024-01-01 00:00:02"}}
{"op":"+I","data":{"item":"a","price":15,"qty":3,"ts":"2024-01-01 00:00:11"}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"ts":"2024-01-01 00:00:10"}}
{"op":"+I","data":{"item":null,"price":16,"qty":3,"ts":"2024-01-01 00:00:10"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"+U","data":{"item":"a","price":20,"qty":2,"rn":1}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"rn":1}}
{"op":"-U","data":{"item":"a","price":20,"qty":2,"rn":1}}
{"op":"+U","data":{"item":"a","price":5,"qty":3,"rn":1}}
{"op":"-U","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+U","data":{"item":"a","price":20,"qty":2,"rn":2}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"rn":1}}
{"op":"+I","data":{"item":null,"price":16,"qty":3,"rn":2}}

EXPECT ORDERED sink2
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rn":1}}
{"op":"+I","data":{"item":"a","price":10,"qty":2,"rn":2}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"rn":1}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"rn":1}}
{"op":"+I","data":{"item":null,"price":16,"qty":3,"rn":2}}
