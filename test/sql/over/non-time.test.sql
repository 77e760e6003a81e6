-- flink: same
-- By a column that is no time: later rows change earlier results.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, price BIGINT, n BIGINT, sm BIGINT, mx BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (item STRING, price BIGINT, n BIGINT, sm BIGINT, mx BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT item, price, COUNT(*) OVER w, SUM(price) OVER w, MAX(price) OVER w FROM bids WINDOW w AS (PARTITION BY item ORDER BY price);
INSERT INTO sink2 SELECT item, price, COUNT(*) OVER w, SUM(price) OVER w, MAX(price) OVER w FROM bids WINDOW w AS (PARTITION BY item ORDER BY price ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);

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
{"op":"+I","data":{"item":"a","price":10,"n":1,"sm":10,"mx":10}}
{"op":"+I","data":{"item":"a","price":12,"n":2,"sm":22,"mx":12}}
{"op":"+I","data":{"item":"a","price":20,"n":3,"sm":42,"mx":20}}
{"op":"+I","data":{"item":"b","price":5,"n":1,"sm":5,"mx":5}}
{"op":"+I","data":{"item":"a","price":null,"n":1,"sm":null,"mx":null}}
{"op":"-U","data":{"item":"a","price":10,"n":1,"sm":10,"mx":10}}
{"op":"+U","data":{"item":"a","price":10,"n":2,"sm":10,"mx":10}}
{"op":"-U","data":{"item":"a","price":12,"n":2,"sm":22,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":3,"sm":22,"mx":12}}
{"op":"-U","data":{"item":"a","price":20,"n":3,"sm":42,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":4,"sm":42,"mx":20}}
{"op":"+I","data":{"item":"a","price":11,"n":3,"sm":21,"mx":11}}
{"op":"-U","data":{"item":"a","price":12,"n":3,"sm":22,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":4,"sm":33,"mx":12}}
{"op":"-U","data":{"item":"a","price":20,"n":4,"sm":42,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":5,"sm":53,"mx":20}}
{"op":"+I","data":{"item":"a","price":5,"n":2,"sm":5,"mx":5}}
{"op":"-U","data":{"item":"a","price":10,"n":2,"sm":10,"mx":10}}
{"op":"+U","data":{"item":"a","price":10,"n":3,"sm":15,"mx":10}}
{"op":"-U","data":{"item":"a","price":11,"n":3,"sm":21,"mx":11}}
{"op":"+U","data":{"item":"a","price":11,"n":4,"sm":26,"mx":11}}
{"op":"-U","data":{"item":"a","price":12,"n":4,"sm":33,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":5,"sm":38,"mx":12}}
{"op":"-U","data":{"item":"a","price":20,"n":5,"sm":53,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":6,"sm":58,"mx":20}}
{"op":"+I","data":{"item":"a","price":15,"n":6,"sm":53,"mx":15}}
{"op":"-U","data":{"item":"a","price":20,"n":6,"sm":58,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":7,"sm":73,"mx":20}}
{"op":"+I","data":{"item":null,"price":15,"n":1,"sm":15,"mx":15}}
{"op":"+I","data":{"item":null,"price":16,"n":2,"sm":31,"mx":16}}
{"op":"+I","data":{"item":"c","price":9,"n":1,"sm":9,"mx":9}}
{"op":"-U","data":{"item":"a","price":10,"n":3,"sm":15,"mx":10}}
{"op":"+U","data":{"item":"a","price":10,"n":4,"sm":25,"mx":10}}
{"op":"+I","data":{"item":"a","price":10,"n":4,"sm":25,"mx":10}}
{"op":"-U","data":{"item":"a","price":11,"n":4,"sm":26,"mx":11}}
{"op":"+U","data":{"item":"a","price":11,"n":5,"sm":36,"mx":11}}
{"op":"-U","data":{"item":"a","price":12,"n":5,"sm":38,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":6,"sm":48,"mx":12}}
{"op":"-U","data":{"item":"a","price":15,"n":6,"sm":53,"mx":15}}
{"op":"+U","data":{"item":"a","price":15,"n":7,"sm":63,"mx":15}}
{"op":"-U","data":{"item":"a","price":20,"n":7,"sm":73,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":8,"sm":83,"mx":20}}

EXPECT ORDERED sink2
{"op":"+I","data":{"item":"a","price":10,"n":1,"sm":10,"mx":10}}
{"op":"+I","data":{"item":"a","price":12,"n":2,"sm":22,"mx":12}}
{"op":"+I","data":{"item":"a","price":20,"n":3,"sm":42,"mx":20}}
{"op":"+I","data":{"item":"b","price":5,"n":1,"sm":5,"mx":5}}
{"op":"+I","data":{"item":"a","price":null,"n":1,"sm":null,"mx":null}}
{"op":"-U","data":{"item":"a","price":10,"n":1,"sm":10,"mx":10}}
{"op":"+U","data":{"item":"a","price":10,"n":2,"sm":10,"mx":10}}
{"op":"-U","data":{"item":"a","price":12,"n":2,"sm":22,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":3,"sm":22,"mx":12}}
{"op":"-U","data":{"item":"a","price":20,"n":3,"sm":42,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":4,"sm":42,"mx":20}}
{"op":"+I","data":{"item":"a","price":11,"n":3,"sm":21,"mx":11}}
{"op":"-U","data":{"item":"a","price":12,"n":3,"sm":22,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":4,"sm":33,"mx":12}}
{"op":"-U","data":{"item":"a","price":20,"n":4,"sm":42,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":5,"sm":53,"mx":20}}
{"op":"+I","data":{"item":"a","price":5,"n":2,"sm":5,"mx":5}}
{"op":"-U","data":{"item":"a","price":10,"n":2,"sm":10,"mx":10}}
{"op":"+U","data":{"item":"a","price":10,"n":3,"sm":15,"mx":10}}
{"op":"-U","data":{"item":"a","price":11,"n":3,"sm":21,"mx":11}}
{"op":"+U","data":{"item":"a","price":11,"n":4,"sm":26,"mx":11}}
{"op":"-U","data":{"item":"a","price":12,"n":4,"sm":33,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":5,"sm":38,"mx":12}}
{"op":"-U","data":{"item":"a","price":20,"n":5,"sm":53,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":6,"sm":58,"mx":20}}
{"op":"+I","data":{"item":"a","price":15,"n":6,"sm":53,"mx":15}}
{"op":"-U","data":{"item":"a","price":20,"n":6,"sm":58,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":7,"sm":73,"mx":20}}
{"op":"+I","data":{"item":null,"price":15,"n":1,"sm":15,"mx":15}}
{"op":"+I","data":{"item":null,"price":16,"n":2,"sm":31,"mx":16}}
{"op":"+I","data":{"item":"c","price":9,"n":1,"sm":9,"mx":9}}
{"op":"+I","data":{"item":"a","price":10,"n":4,"sm":25,"mx":10}}
{"op":"-U","data":{"item":"a","price":11,"n":4,"sm":26,"mx":11}}
{"op":"+U","data":{"item":"a","price":11,"n":5,"sm":36,"mx":11}}
{"op":"-U","data":{"item":"a","price":12,"n":5,"sm":38,"mx":12}}
{"op":"+U","data":{"item":"a","price":12,"n":6,"sm":48,"mx":12}}
{"op":"-U","data":{"item":"a","price":15,"n":6,"sm":53,"mx":15}}
{"op":"+U","data":{"item":"a","price":15,"n":7,"sm":63,"mx":15}}
{"op":"-U","data":{"item":"a","price":20,"n":7,"sm":73,"mx":20}}
{"op":"+U","data":{"item":"a","price":20,"n":8,"sm":83,"mx":20}}
