-- flink: same
-- Where a set leaves the window out the groups are those of a changelog, not of windows.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), a STRING, n BIGINT) WITH ('connector'='test');
INSERT INTO sink1 SELECT window_start, a, COUNT(*) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY GROUPING SETS ((window_start, window_end), (a));

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":null,"n":1}}
{"op":"+I","data":{"ws":null,"a":"x","n":1}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":1}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":2}}
{"op":"+I","data":{"ws":null,"a":"y","n":1}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":2}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":3}}
{"op":"+I","data":{"ws":null,"a":null,"n":1}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":3}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":4}}
{"op":"-U","data":{"ws":null,"a":"x","n":1}}
{"op":"+U","data":{"ws":null,"a":"x","n":2}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","a":null,"n":1}}
{"op":"-U","data":{"ws":null,"a":"x","n":2}}
{"op":"+U","data":{"ws":null,"a":"x","n":3}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:10","a":null,"n":1}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:10","a":null,"n":2}}
{"op":"-U","data":{"ws":null,"a":"x","n":3}}
{"op":"+U","data":{"ws":null,"a":"x","n":4}}
{"op":"-U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":4}}
{"op":"+U","data":{"ws":"2020-01-01 00:00:00","a":null,"n":5}}
{"op":"-U","data":{"ws":null,"a":null,"n":1}}
{"op":"+U","data":{"ws":null,"a":null,"n":2}}
