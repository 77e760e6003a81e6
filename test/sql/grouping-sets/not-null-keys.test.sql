-- flink: same
-- Keys that cannot be NULL can be, where a set leaves them out.
CREATE TABLE numbers (n INT NOT NULL) WITH ('connector'='test');
CREATE TABLE sink1 (k INT, n2 INT, c BIGINT, z INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT n, n + 1, COUNT(n), COALESCE(n, -1) FROM numbers GROUP BY ROLLUP (n);

INPUT numbers
{"op":"+I","data":{"n":1}}
{"op":"+I","data":{"n":2}}
{"op":"+I","data":{"n":1}}

EXPECT MULTISET sink1
{"op":"+I","data":{"k":1,"n2":2,"c":1,"z":1}}
{"op":"+I","data":{"k":null,"n2":null,"c":1,"z":-1}}
{"op":"+I","data":{"k":2,"n2":3,"c":1,"z":2}}
{"op":"-U","data":{"k":null,"n2":null,"c":1,"z":-1}}
{"op":"+U","data":{"k":null,"n2":null,"c":2,"z":-1}}
{"op":"-U","data":{"k":1,"n2":2,"c":1,"z":1}}
{"op":"+U","data":{"k":1,"n2":2,"c":2,"z":1}}
{"op":"-U","data":{"k":null,"n2":null,"c":2,"z":-1}}
{"op":"+U","data":{"k":null,"n2":null,"c":3,"z":-1}}
