-- flink: same
-- A split DISTINCT column of windows without keys, over a clock of the session's zone; the window's start is not asked for.
SET 'table.optimizer.distinct-agg.split.enabled' = 'true';
SET 'table.optimizer.distinct-agg.split.bucket-num' = '3';
SET 'table.local-time-zone' = 'Asia/Tokyo';
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP_LTZ(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (we TIMESTAMP(3), d BIGINT, mi STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT TUMBLE_END(ts, INTERVAL '5' SECOND), COUNT(DISTINCT price), MIN(item) FROM bids GROUP BY TUMBLE(ts, INTERVAL '5' SECOND);

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
{"op":"+I","data":{"we":"2024-01-01 09:00:05","d":1,"mi":"a"}}
{"op":"+I","data":{"we":"2024-01-01 09:00:10","d":6,"mi":"a"}}
{"op":"+I","data":{"we":"2024-01-01 09:00:15","d":3,"mi":"a"}}
{"op":"+I","data":{"we":"2024-01-01 09:00:20","d":3,"mi":"a"}}
