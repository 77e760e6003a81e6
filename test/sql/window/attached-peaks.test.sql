-- flink: same
-- The keys with the most rows of each sliding window: a join of windows of which one is an aggregate of the other.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, num BIGINT, ws TIMESTAMP(3)) WITH ('connector'='test');
CREATE VIEW counts AS SELECT item, COUNT(*) AS num, window_start, window_end FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND)) GROUP BY item, window_start, window_end;
INSERT INTO sink1 SELECT c.item, c.num, c.window_start FROM counts AS c JOIN (SELECT MAX(num) AS most, window_start, window_end FROM counts GROUP BY window_start, window_end) AS p ON c.window_start = p.window_start AND c.window_end = p.window_end AND c.num >= p.most;

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
{"op":"+I","data":{"item":"b","price":4,"qty":1,"ts":"2024-01-01 00:00:14"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:18"}}
{"op":"+I","data":{"item":"c","price":1,"qty":1,"ts":"2024-01-01 00:00:04"}}
{"op":"+I","data":{"item":null,"price":2,"qty":2,"ts":"2024-01-01 00:00:17"}}
{"op":"+I","data":{"item":"a","price":7,"qty":7,"ts":"2024-01-01 00:00:19"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"item":"a","num":1,"ws":"2023-12-31 23:59:58"}}
{"op":"+I","data":{"item":"a","num":3,"ws":"2024-01-01 00:00:00"}}
{"op":"+I","data":{"item":"a","num":5,"ws":"2024-01-01 00:00:02"}}
{"op":"+I","data":{"item":"a","num":4,"ws":"2024-01-01 00:00:04"}}
{"op":"+I","data":{"item":"a","num":4,"ws":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","num":3,"ws":"2024-01-01 00:00:08"}}
{"op":"+I","data":{"item":"a","num":2,"ws":"2024-01-01 00:00:10"}}
{"op":"+I","data":{"item":null,"num":1,"ws":"2024-01-01 00:00:12"}}
{"op":"+I","data":{"item":"b","num":1,"ws":"2024-01-01 00:00:12"}}
{"op":"+I","data":{"item":"b","num":2,"ws":"2024-01-01 00:00:14"}}
{"op":"+I","data":{"item":null,"num":1,"ws":"2024-01-01 00:00:16"}}
{"op":"+I","data":{"item":"a","num":1,"ws":"2024-01-01 00:00:16"}}
{"op":"+I","data":{"item":"b","num":1,"ws":"2024-01-01 00:00:16"}}
{"op":"+I","data":{"item":"a","num":1,"ws":"2024-01-01 00:00:18"}}
{"op":"+I","data":{"item":"b","num":1,"ws":"2024-01-01 00:00:18"}}
