-- flink: same
-- String functions by use.
CREATE TABLE t (s STRING, n INT) WITH ('connector'='test');
CREATE TABLE sink1 (a STRING, b STRING, c STRING, d INT, e STRING, f STRING, g STRING, h STRING, i STRING, j INT, k STRING, l STRING) WITH ('connector'='test');
INSERT INTO sink1 SELECT UPPER(s), LOWER(s), TRIM(s), CHAR_LENGTH(s), SUBSTRING(s, 2, 3), REPLACE(s, 'l', 'LL'), CONCAT(s, '-', s), CONCAT_WS(',', s, CAST(NULL AS STRING), 'z'), SPLIT_INDEX(s, ',', n), POSITION('l' IN s), LPAD(s, 8, '*'), REVERSE(s) FROM t;

INPUT t
{"op":"+I","data":{"s":"Hello","n":0}}
{"op":"+I","data":{"s":" a,b,c ","n":1}}
{"op":"+I","data":{"s":"grüße,ŁÓDŹ","n":1}}
{"op":"+I","data":{"s":"","n":0}}
{"op":"+I","data":{"s":null,"n":2}}

EXPECT ORDERED sink1
{"op":"+I","data":{"a":"HELLO","b":"hello","c":"Hello","d":5,"e":"ell","f":"HeLLLLo","g":"Hello-Hello","h":"Hello,z","i":"Hello","j":3,"k":"***Hello","l":"olleH"}}
{"op":"+I","data":{"a":" A,B,C ","b":" a,b,c ","c":"a,b,c","d":7,"e":"a,b","f":" a,b,c ","g":" a,b,c - a,b,c ","h":" a,b,c ,z","i":"b","j":0,"k":"* a,b,c ","l":" c,b,a "}}
{"op":"+I","data":{"a":"GRÜSSE,ŁÓDŹ","b":"grüße,łódź","c":"grüße,ŁÓDŹ","d":10,"e":"rüß","f":"grüße,ŁÓDŹ","g":"grüße,ŁÓDŹ-grüße,ŁÓDŹ","h":"grüße,ŁÓDŹ,z","i":"ŁÓDŹ","j":0,"k":"grüße,ŁÓ","l":"ŹDÓŁ,eßürg"}}
{"op":"+I","data":{"a":"","b":"","c":"","d":0,"e":"","f":"","g":"-","h":",z","i":null,"j":0,"k":"********","l":""}}
{"op":"+I","data":{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":"z","i":null,"j":null,"k":null,"l":null}}
