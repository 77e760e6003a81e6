-- flink: same
-- The best rows of each window of a join of windows: ranked when the window closes.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), item STRING, price BIGINT, qty INT, rn BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, window_end, item, price, qty, rn FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY price DESC, qty, item) AS rn FROM (SELECT l.item, l.price, r.qty, l.window_start, l.window_end FROM (SELECT * FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND))) AS l JOIN (SELECT * FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND))) AS r ON l.window_start = r.window_start AND l.window_end = r.window_end AND l.item = r.item)) WHERE rn <= 3;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":12,"qty":2,"ts":"2024-01-01 00:00:05"}}
{"op":"+I","data":{"item":"a","price":20,"qty":2,"ts":"2024-01-01 00:00:03"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:09"}}
{"op":"+I","data":{"item":"a","price":null,"qty":3,"ts":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","price":11,"qty":3,"ts":"2024-01-01 00:00:08"}}
{"op":"+I","data":{"item":"a","price":15,"qty":3,"ts":"2024-01-01 00:00:11"}}
{"op":"+I","data":{"item":null,"price":15,"qty":3,"ts":"2024-01-01 00:00:10"}}
{"op":"+I","data":{"item":null,"price":16,"qty":3,"ts":"2024-01-01 00:00:09"}}
{"op":"+I","data":{"item":"c","price":9,"qty":3,"ts":"2024-01-01 00:00:06"}}
{"op":"+I","data":{"item":"a","price":10,"qty":3,"ts":"2024-01-01 00:00:11"}}
{"op":"+I","data":{"item":"b","price":4,"qty":1,"ts":"2024-01-01 00:00:14"}}
{"op":"+I","data":{"item":"b","price":5,"qty":1,"ts":"2024-01-01 00:00:18"}}
{"op":"+I","data":{"item":null,"price":2,"qty":2,"ts":"2024-01-01 00:00:17"}}
{"op":"+I","data":{"item":"a","price":7,"qty":7,"ts":"2024-01-01 00:00:19"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2024-01-01 00:00:00","we":"2024-01-01 00:00:05","item":"a","price":20,"qty":2,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:10","item":"a","price":12,"qty":2,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:10","item":"a","price":12,"qty":2,"rn":2}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:10","item":"a","price":12,"qty":3,"rn":3}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","we":"2024-01-01 00:00:15","item":"a","price":15,"qty":3,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","we":"2024-01-01 00:00:15","item":"a","price":15,"qty":3,"rn":2}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","we":"2024-01-01 00:00:15","item":"a","price":10,"qty":3,"rn":3}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:15","we":"2024-01-01 00:00:20","item":"a","price":7,"qty":7,"rn":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:15","we":"2024-01-01 00:00:20","item":"b","price":5,"qty":1,"rn":2}}
