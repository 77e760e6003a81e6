-- flink: same
-- An aggregate of window aggregates by their window ends with the window: it inserts only.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), most BIGINT, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, window_end, MAX(num), COUNT(*) FROM (SELECT item, COUNT(*) AS num, window_start, window_end FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY item, window_start, window_end) GROUP BY window_start, window_end;

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
{"op":"+I","data":{"ws":"2024-01-01 00:00:00","we":"2024-01-01 00:00:05","most":1,"n":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","we":"2024-01-01 00:00:10","most":4,"n":4}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","we":"2024-01-01 00:00:15","most":2,"n":3}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:15","we":"2024-01-01 00:00:20","most":1,"n":3}}
