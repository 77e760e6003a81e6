-- flink: same
-- Padding, repeating, case.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 STRING, c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT LPAD(s, 12, 'ab'), RPAD(s, 12, 'ab'), RPAD(s, 3, 'ab'), REPEAT(s, n), INITCAP(s), OVERLAY(s PLACING '**' FROM 2 FOR 1) FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello World","n":2}}
{"op":"+I","data":{"s":"  xx abc xx","n":0}}
{"op":"+I","data":{"s":"12345","n":-1}}
{"op":"+I","data":{"s":"ÄÖ ß€𝄞z","n":3}}
{"op":"+I","data":{"s":"","n":1}}
{"op":"+I","data":{"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":"aHello World","c1":"Hello Worlda","c2":"Hel","c3":"Hello WorldHello World","c4":"Hello World","c5":"H**llo World"}}
{"op":"+I","data":{"c0":"a  xx abc xx","c1":"  xx abc xxa","c2":"  x","c3":"","c4":"  Xx Abc Xx","c5":" **xx abc xx"}}
{"op":"+I","data":{"c0":"abababa12345","c1":"12345abababa","c2":"123","c3":"","c4":"12345","c5":"1**345"}}
{"op":"+I","data":{"c0":"ababÄÖ ß€𝄞z","c1":"ÄÖ ß€𝄞zabab","c2":"ÄÖ ","c3":"ÄÖ ß€𝄞zÄÖ ß€𝄞zÄÖ ß€𝄞z","c4":"ÄÖ ß€𝄞Z","c5":"Ä** ß€𝄞z"}}
{"op":"+I","data":{"c0":"abababababab","c1":"abababababab","c2":"aba","c3":"","c4":"","c5":""}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null}}
