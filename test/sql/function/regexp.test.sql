-- flink: same
-- REGEXP_EXTRACT, REGEXP_REPLACE, LIKE with an escape.
CREATE TABLE t (s STRING) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b STRING, c BOOLEAN, d BOOLEAN) WITH ('connector'='test');
INSERT INTO sink1 SELECT REGEXP_EXTRACT(s, 'id=([0-9]+)', 1), REGEXP_REPLACE(s, '[aeiou]', '#'), s LIKE '%!%%' ESCAPE '!', REGEXP(s, '^[a-z]+$') FROM t;

INPUT t
{"op":"+I","data":{"s":"https://x/?id=42&u=1"}}
{"op":"+I","data":{"s":"100% sure"}}
{"op":"+I","data":{"s":"plain"}}
{"op":"+I","data":{"s":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"a":"42","b":"https://x/?#d=42&#=1","c":false,"d":false}}
{"op":"+I","data":{"a":null,"b":"100% s#r#","c":true,"d":false}}
{"op":"+I","data":{"a":null,"b":"pl##n","c":false,"d":true}}
{"op":"+I","data":{"a":null,"b":null,"c":null,"d":null}}
