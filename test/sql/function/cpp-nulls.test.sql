-- flink: no functions in C++
-- NULL into and out of functions in C++: a parameter that is no std::optional makes the result NULL, an optional one gets it; no parameters
-- at all; constants; a static variable of a function.
CREATE TABLE t (id INT NOT NULL, s STRING, n INT) WITH ('connector' = 'test');
CREATE TABLE sink1 (id INT, a STRING, b STRING, c INT, d STRING, e INT, f STRING, g BIGINT) WITH ('connector' = 'test');
CREATE TABLE sink2 (id INT NOT NULL, c STRING NOT NULL, d STRING) WITH ('connector' = 'test');
CREATE FUNCTION or_else AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE FUNCTION even_half AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE FUNCTION name_of AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE FUNCTION answer AS 'cpp-places.cpp' LANGUAGE CPP;
CREATE FUNCTION length_in_words AS 'cpp-places.cpp' LANGUAGE CPP;
INSERT INTO sink1 SELECT id, or_else(s, 'x'), or_else('y', s), even_half(n), name_of(n), answer(), or_else(NULL, 'z'), length_in_words(n) FROM t;
INSERT INTO sink2 SELECT answer(), or_else(s, 'x'), name_of(NULL) FROM t WHERE even_half(n) IS NULL;

INPUT t
{"op":"+I","data":{"id":1,"s":"a","n":1}}
{"op":"+I","data":{"id":2,"s":null,"n":2}}
{"op":"+I","data":{"id":3,"s":"","n":0}}
{"op":"+I","data":{"id":4,"s":null,"n":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"id":1,"a":"a","b":"y","c":null,"d":"1","e":42,"f":"z","g":35}}
{"op":"+I","data":{"id":2,"a":"x","b":null,"c":1,"d":"2","e":42,"f":"z","g":3}}
{"op":"+I","data":{"id":3,"a":"","b":"y","c":0,"d":null,"e":42,"f":"z","g":4}}
{"op":"+I","data":{"id":4,"a":"x","b":null,"c":null,"d":"none","e":42,"f":"z","g":null}}

EXPECT ORDERED sink2
{"op":"+I","data":{"id":42,"c":"a","d":"none"}}
{"op":"+I","data":{"id":42,"c":"x","d":"none"}}
