-- flink: same
-- Result types and rounding of DECIMAL arithmetic; overflow gives NULL.
CREATE TABLE t (a DECIMAL(10,2), b DECIMAL(5,3), w DECIMAL(38,0)) WITH ('connector'='test');
CREATE TABLE sink1 (s DECIMAL(12,3), d DECIMAL(12,3), p DECIMAL(16,5), q DECIMAL(19,8), r DECIMAL(5,3), o DECIMAL(38,0), x DECIMAL(23,3)) WITH ('connector'='test');
INSERT INTO sink1 SELECT a + b, a - b, a * b, a / b, MOD(a, b), w * 10, CAST(0.908 * a AS DECIMAL(23,3)) FROM t;

INPUT t
{"op":"+I","data":{"a":10.00,"b":3.000,"w":5}}
{"op":"+I","data":{"a":-7.55,"b":0.333,"w":99999999999999999999999999999999999999}}
{"op":"+I","data":{"a":99999999.99,"b":-99.999,"w":-1}}
{"op":"+I","data":{"a":null,"b":1,"w":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"s":13.000,"d":7.000,"p":30.00000,"q":3.33333333,"r":1.000,"o":50,"x":9.080}}
{"op":"+I","data":{"s":-7.217,"d":-7.883,"p":-2.51415,"q":-22.67267267,"r":-0.224,"o":null,"x":-6.855}}
{"op":"+I","data":{"s":99999899.991,"d":100000099.989,"p":-9999899999.00001,"q":-1000010.00000000,"r":0.000,"o":-10,"x":90799999.991}}
{"op":"+I","data":{"s":null,"d":null,"p":null,"q":null,"r":null,"o":null,"x":null}}
