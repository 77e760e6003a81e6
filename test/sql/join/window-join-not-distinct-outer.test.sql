-- flink: differs null-window
-- Window bounds that an outer join left NULL equal each other by IS NOT DISTINCT FROM: no window joins them.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, ws TIMESTAMP(3), item2 STRING, ws2 TIMESTAMP(3)) WITH ('connector'='test');
CREATE VIEW lefts AS SELECT l.item, r.window_start, r.window_end FROM (SELECT * FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND)) WHERE qty > 2) AS l LEFT JOIN (SELECT * FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(ts), INTERVAL '5' SECOND)) WHERE qty > 3) AS r ON l.window_start = r.window_start AND l.window_end = r.window_end AND l.item = r.item;
INSERT INTO sink1 SELECT x.item, x.window_start, y.item, y.window_start FROM lefts AS x JOIN lefts AS y ON x.window_start IS NOT DISTINCT FROM y.window_start AND x.window_end IS NOT DISTINCT FROM y.window_end;

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

EXPECT FINAL sink1
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"c","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"c","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"c","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"c","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"c","ws2":null}}
{"op":"+I","data":{"item":null,"ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"c","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"c","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"c","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"c","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"c","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"c","ws":null,"item2":"c","ws2":null}}
{"op":"+I","data":{"item":"c","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":null,"ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"c","ws2":null}}
{"op":"+I","data":{"item":"a","ws":null,"item2":"a","ws2":null}}
{"op":"+I","data":{"item":"a","ws":"2024-01-01 00:00:15","item2":"a","ws2":"2024-01-01 00:00:15"}}
