-- flink: no files are no lookup source there
-- A processing-time lookup reads its table before the first row, and sends each row on once, in its own kind.
CREATE TABLE side (k INT, name STRING) WITH ('connector' = 'test');
CREATE TABLE bids (id INT, k INT) WITH ('connector' = 'test');
CREATE TABLE inner_result (id INT, k INT, name STRING) WITH ('connector' = 'test');
CREATE TABLE left_result (id INT, name STRING) WITH ('connector' = 'test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO inner_result
SELECT id, b.k, name FROM (SELECT *, PROCTIME() AS now FROM bids) AS b JOIN side FOR SYSTEM_TIME AS OF b.now AS s ON MOD(b.k, 10) = s.k;
INSERT INTO left_result
SELECT id, name FROM (SELECT *, PROCTIME() AS now FROM bids) AS b LEFT JOIN side FOR SYSTEM_TIME AS OF b.now AS s ON b.k = s.k AND name <> 'c';
END;

INPUT side
{"op":"+I","data":{"k":1,"name":"a"}}
{"op":"+I","data":{"k":1,"name":"b"}}
{"op":"+I","data":{"k":2,"name":"c"}}
{"op":"+I","data":{"k":null,"name":"d"}}

INPUT bids
{"op":"+I","data":{"id":1,"k":11}}
{"op":"+I","data":{"id":2,"k":1}}
{"op":"+I","data":{"id":3,"k":null}}
{"op":"+I","data":{"id":4,"k":2}}

EXPECT ORDERED inner_result
{"op":"+I","data":{"id":1,"k":11,"name":"a"}}
{"op":"+I","data":{"id":1,"k":11,"name":"b"}}
{"op":"+I","data":{"id":2,"k":1,"name":"a"}}
{"op":"+I","data":{"id":2,"k":1,"name":"b"}}
{"op":"+I","data":{"id":4,"k":2,"name":"c"}}

EXPECT ORDERED left_result
{"op":"+I","data":{"id":1,"name":null}}
{"op":"+I","data":{"id":2,"name":"a"}}
{"op":"+I","data":{"id":2,"name":"b"}}
{"op":"+I","data":{"id":3,"name":null}}
{"op":"+I","data":{"id":4,"name":null}}
