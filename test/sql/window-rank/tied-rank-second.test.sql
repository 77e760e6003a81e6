-- flink: no RANK of streams
-- Ranks within windows that rows share, sent when the window closes.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), item STRING, price BIGINT, qty INT, rk BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, item, price, qty, rk FROM (SELECT *, RANK() OVER (PARTITION BY window_start, window_end ORDER BY price DESC) AS rk FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND))) WHERE rk >= 2 AND rk <= 4;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":12,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"ts":"2024-01-01 00:00:03"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:09"}}
{"op":"+I","data":{"item":"a","price":null,"qty":3,"ts":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","price":12,"qty":3,"ts":"2024-01-01 00:00:08"}}
{"op":"+I","data":{"item":"a","price":5,"qty":3,"ts":"2024-01-01 00:00:02"}}
{"op":"+I","data":{"item":"b","price":12,"qty":3,"ts":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","price":15,"qty":3,"ts":"2024-01-01 00:00:11"}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"ts":"2024-01-01 00:00:10"}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"ts":"2024-01-01 00:00:12"}}
{"op":"+I","data":{"item":"c","price":9,"qty":3,"ts":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","price":10,"qty":3,"ts":"2024-01-01 00:00:11"}}
{"op":"+I","data":{"item":"b","price":4,"qty":1,"ts":"2024-01-01 00:00:14"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","item":"a","price":10,"qty":2,"rk":4}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","item":"a","price":10,"qty":3,"rk":4}}
