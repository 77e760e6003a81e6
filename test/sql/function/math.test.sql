-- flink: same
-- Mathematical functions.
CREATE TABLE t (d DOUBLE, m DECIMAL(12,4), i INT, l BIGINT) WITH ('connector'='test');
CREATE TABLE sink1 (c0 DOUBLE, c1 DOUBLE, c2 DOUBLE, c3 DOUBLE, c4 DOUBLE, c5 DOUBLE, c6 DOUBLE, c7 DOUBLE) WITH ('connector'='test');
INSERT INTO sink1 SELECT EXP(CAST(i AS DOUBLE) / 1000000000), POWER(d / 1e299, 2), LN(ABS(d) + 1), LOG10(ABS(d) + 1), LOG2(ABS(d) + 1), ROUND(SIN(d), 12), ATAN(d), SQRT(ABS(m)) FROM t;

INPUT t
{"op":"+I","data":{"d":2.5,"m":1234.5678,"i":7,"l":100}}
{"op":"+I","data":{"d":-2.5,"m":-0.5,"i":-7,"l":-3}}
{"op":"+I","data":{"d":0.0,"m":0,"i":0,"l":0}}
{"op":"+I","data":{"d":1e300,"m":99999999.9999,"i":2147483647,"l":9223372036854775807}}
{"op":"+I","data":{"d":null,"m":null,"i":null,"l":null}}

EXPECT ORDERED sink1
{"op":"+I","data":{"c0":1.0000000070000001,"c1":0.0,"c2":1.252762968495368,"c3":0.5440680443502757,"c4":1.8073549220576042,"c5":0.598472144104,"c6":1.1902899496825317,"c7":35.13641700572214}}
{"op":"+I","data":{"c0":0.999999993,"c1":0.0,"c2":1.252762968495368,"c3":0.5440680443502757,"c4":1.8073549220576042,"c5":-0.598472144104,"c6":-1.1902899496825317,"c7":0.7071067811865476}}
{"op":"+I","data":{"c0":1.0,"c1":0.0,"c2":0.0,"c3":0.0,"c4":0.0,"c5":0.0,"c6":0.0,"c7":0.0}}
{"op":"+I","data":{"c0":8.563283020012772,"c1":100.0,"c2":690.7755278982137,"c3":300.0,"c4":996.5784284662087,"c5":-0.817881912116,"c6":1.5707963267948966,"c7":9999.999999995}}
{"op":"+I","data":{"c0":null,"c1":null,"c2":null,"c3":null,"c4":null,"c5":null,"c6":null,"c7":null}}
