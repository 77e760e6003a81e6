-- flink: same
-- Other aggregates and expressions of OVER values.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, a BIGINT, b BIGINT, c BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, AVG(price) OVER w, MIN(price + qty) OVER w, COUNT(price) OVER w * 10 + qty FROM bids WINDOW w AS (PARTITION BY item ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW);

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
{"op":"+I","data":{"item":"a","price":20,"a":20,"b":22,"c":12}}
{"op":"+I","data":{"item":"a","price":10,"a":15,"b":12,"c":22}}
{"op":"+I","data":{"item":"a","price":12,"a":14,"b":12,"c":32}}
{"op":"+I","data":{"item":"a","price":null,"a":11,"b":12,"c":23}}
{"op":"+I","data":{"item":"a","price":11,"a":11,"b":14,"c":23}}
{"op":"+I","data":{"item":"b","price":5,"a":5,"b":6,"c":11}}
{"op":"+I","data":{"item":"c","price":9,"a":9,"b":12,"c":13}}
{"op":"+I","data":{"item":null,"price":16,"a":16,"b":19,"c":13}}
{"op":"+I","data":{"item":null,"price":15,"a":15,"b":18,"c":23}}
{"op":"+I","data":{"item":"a","price":15,"a":13,"b":14,"c":23}}
{"op":"+I","data":{"item":"a","price":10,"a":12,"b":13,"c":33}}
