-- flink: same
-- As attached, of sliding windows over a clock of the session's zone, with another key and a condition on it.
SET 'table.local-time-zone' = 'Asia/Tokyo';
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP_LTZ(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), num BIGINT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, window_end, num, COUNT(item) FROM (SELECT item, COUNT(*) AS num, window_start, window_end FROM TABLE(HOP(TABLE bids, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND)) GROUP BY item, window_start, window_end) GROUP BY num, window_end, window_start HAVING COUNT(*) > 0;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2,"ts":"2024-01-01 00:00:05Z"}}
{"op":"+I","data":{"item":"a","price":12,"qty":2,"ts":"2024-01-01 00:00:05Z"}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"ts":"2024-01-01 00:00:03Z"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:09Z"}}
{"op":"+I","data":{"item":"a","price":null,"qty":3,"ts":"2024-01-01 00:00:06Z"}}
{"op":"+I","data":{"item":"a","price":11,"qty":3,"ts":"2024-01-01 00:00:08Z"}}
{"op":"+I","data":{"item":"a","price":5,"qty":3,"ts":"2024-01-01 00:00:02Z"}}
{"op":"+I","data":{"item":"a","price":15,"qty":3,"ts":"2024-01-01 00:00:11Z"}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"ts":"2024-01-01 00:00:10Z"}}
{"op":"+I","data":{"item":null,"price":16,"qty":3,"ts":"2024-01-01 00:00:09Z"}}
{"op":"+I","data":{"item":"c","price":9,"qty":3,"ts":"2024-01-01 00:00:06Z"}}
{"op":"+I","data":{"item":"a","price":10,"qty":3,"ts":"2024-01-01 00:00:11Z"}}
{"op":"+I","data":{"item":"b","price":4,"qty":1,"ts":"2024-01-01 00:00:14Z"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:18Z"}}
{"op":"+I","data":{"item":"c","price":1,"qty":1,"ts":"2024-01-01 00:00:04Z"}}
{"op":"+I","data":{"item":null,"price":2,"qty":2,"ts":"2024-01-01 00:00:17Z"}}
{"op":"+I","data":{"item":"a","price":7,"qty":7,"ts":"2024-01-01 00:00:19Z"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2024-01-01 08:59:58","we":"2024-01-01 09:00:04","num":1,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:00","we":"2024-01-01 09:00:06","num":3,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:02","we":"2024-01-01 09:00:08","num":5,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:04","we":"2024-01-01 09:00:10","num":1,"n":2}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:04","we":"2024-01-01 09:00:10","num":4,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:06","we":"2024-01-01 09:00:12","num":2,"n":0}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:06","we":"2024-01-01 09:00:12","num":1,"n":2}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:06","we":"2024-01-01 09:00:12","num":4,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:08","we":"2024-01-01 09:00:14","num":3,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:08","we":"2024-01-01 09:00:14","num":1,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:08","we":"2024-01-01 09:00:14","num":2,"n":0}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:10","we":"2024-01-01 09:00:16","num":1,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:10","we":"2024-01-01 09:00:16","num":2,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:12","we":"2024-01-01 09:00:18","num":1,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:14","we":"2024-01-01 09:00:20","num":2,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:14","we":"2024-01-01 09:00:20","num":1,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:16","we":"2024-01-01 09:00:22","num":1,"n":2}}
{"op":"+I","data":{"ws":"2024-01-01 09:00:18","we":"2024-01-01 09:00:24","num":1,"n":2}}
