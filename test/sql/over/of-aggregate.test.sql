-- flink: same
-- OVER of a windowed aggregation, by the time of its windows.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), n BIGINT, total BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, n, SUM(n) OVER (ORDER BY wt) FROM (SELECT window_start, window_time AS wt, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time);

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
{"op":"+I","data":{"ws":"2024-01-01 00:00:00","n":1,"total":1}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:05","n":7,"total":8}}
{"op":"+I","data":{"ws":"2024-01-01 00:00:10","n":3,"total":11}}
