-- flink: same
-- Within the windows of FROM each set of a window gives its rows once, when the window closes; the window stands in all sets.
CREATE TABLE orders (id INT, a STRING, b INT, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND) WITH ('connector'='test');
CREATE TABLE sink1 (ws TIMESTAMP(3), we TIMESTAMP(3), a STRING, b INT, n BIGINT, g BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (ws TIMESTAMP(3), a STRING, total INT) WITH ('connector'='test');
CREATE TABLE sink3 (we TIMESTAMP(3), wt TIMESTAMP(3), k STRING, d BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT window_start, window_end, a, b, COUNT(*), GROUPING(a, b) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, GROUPING SETS ((a), (b), ());
INSERT INTO sink2 SELECT window_start, a, SUM(v) FROM TABLE(HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY GROUPING SETS ((window_start, window_end, a), (window_start, window_end));
INSERT INTO sink3 SELECT window_end, window_time, UPPER(a), COUNT(DISTINCT b) FROM TABLE(CUMULATE(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end, window_time, ROLLUP (UPPER(a));
END;

INPUT orders
{"op":"+I","data":{"id":1,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:01"}}
{"op":"+I","data":{"id":2,"a":"y","b":1,"v":20,"ts":"2020-01-01 00:00:02"}}
{"op":"+I","data":{"id":3,"a":null,"b":2,"v":30,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"v":null,"ts":"2020-01-01 00:00:03"}}
{"op":"+I","data":{"id":5,"a":"x","b":2,"v":40,"ts":"2020-01-01 00:00:14"}}
{"op":"+I","data":{"id":6,"a":"x","b":1,"v":10,"ts":"2020-01-01 00:00:15"}}
{"op":"+I","data":{"id":7,"a":null,"b":null,"v":5,"ts":"2020-01-01 00:00:09"}}

EXPECT MULTISET sink1
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:00:10","a":"x","b":null,"n":2,"g":1}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:00:10","a":null,"b":1,"n":2,"g":2}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:00:10","a":"y","b":null,"n":1,"g":1}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:00:10","a":null,"b":null,"n":1,"g":1}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:00:10","a":null,"b":null,"n":1,"g":2}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:00:10","a":null,"b":2,"n":1,"g":2}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","we":"2020-01-01 00:00:10","a":null,"b":null,"n":4,"g":3}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","we":"2020-01-01 00:00:20","a":null,"b":null,"n":2,"g":3}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","we":"2020-01-01 00:00:20","a":null,"b":1,"n":1,"g":2}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","we":"2020-01-01 00:00:20","a":null,"b":2,"n":1,"g":2}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","we":"2020-01-01 00:00:20","a":"x","b":null,"n":2,"g":1}}

EXPECT MULTISET sink2
{"op":"+I","data":{"ws":"2019-12-31 23:59:55","a":"x","total":10}}
{"op":"+I","data":{"ws":"2019-12-31 23:59:55","a":null,"total":60}}
{"op":"+I","data":{"ws":"2019-12-31 23:59:55","a":null,"total":30}}
{"op":"+I","data":{"ws":"2019-12-31 23:59:55","a":"y","total":20}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":null,"total":30}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":"y","total":20}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":"x","total":10}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:00","a":null,"total":60}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:05","a":"x","total":40}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:05","a":null,"total":5}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:05","a":null,"total":45}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","a":null,"total":50}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:10","a":"x","total":50}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:15","a":null,"total":10}}
{"op":"+I","data":{"ws":"2020-01-01 00:00:15","a":"x","total":10}}

EXPECT MULTISET sink3
{"op":"+I","data":{"we":"2020-01-01 00:00:05","wt":"2020-01-01 00:00:04.999","k":"X","d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:05","wt":"2020-01-01 00:00:04.999","k":null,"d":2}}
{"op":"+I","data":{"we":"2020-01-01 00:00:05","wt":"2020-01-01 00:00:04.999","k":null,"d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:05","wt":"2020-01-01 00:00:04.999","k":"Y","d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:10","wt":"2020-01-01 00:00:09.999","k":null,"d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:10","wt":"2020-01-01 00:00:09.999","k":"Y","d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:10","wt":"2020-01-01 00:00:09.999","k":"X","d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:10","wt":"2020-01-01 00:00:09.999","k":null,"d":2}}
{"op":"+I","data":{"we":"2020-01-01 00:00:15","wt":"2020-01-01 00:00:14.999","k":null,"d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:15","wt":"2020-01-01 00:00:14.999","k":"X","d":1}}
{"op":"+I","data":{"we":"2020-01-01 00:00:20","wt":"2020-01-01 00:00:19.999","k":"X","d":2}}
{"op":"+I","data":{"we":"2020-01-01 00:00:20","wt":"2020-01-01 00:00:19.999","k":null,"d":2}}
