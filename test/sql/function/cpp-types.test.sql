-- flink: no functions in C++
-- Every type into a function in C++ and out of it; NULL for each gives NULL without a call.
CREATE TABLE t (id INT, bo BOOLEAN, ti TINYINT, sm SMALLINT, i INT, bi BIGINT, fl FLOAT, d DOUBLE, s STRING, packed BYTES, da DATE, tm TIME(0), ts TIMESTAMP(9), lt TIMESTAMP_LTZ(3), de DECIMAL(10, 2)) WITH ('connector' = 'test');
CREATE TABLE sink1 (id INT, r1 BOOLEAN, r2 TINYINT, r3 SMALLINT, r4 INT, r5 BIGINT, r6 FLOAT, r7 DOUBLE, r8 STRING, r9 STRING, r10 STRING, r11 BYTES, r12 BYTES, r13 DATE, r14 TIME(0), r15 TIMESTAMP(9), r16 TIMESTAMP_LTZ(3), r17 DECIMAL(12, 2)) WITH ('connector' = 'test');
CREATE TEMPORARY FUNCTION cpp_negate AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION cpp_tiny AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION cpp_small AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION cpp_whole AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION cpp_big AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION cpp_single AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION cpp_twofold AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION first_word AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION twice AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION shout AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION reversed AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION tail AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION next_day AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION noon AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION later AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION later_there AS 'cpp-types.cpp' LANGUAGE CPP;
CREATE TEMPORARY FUNCTION twice_price AS 'cpp-types.cpp' LANGUAGE CPP;
INSERT INTO sink1 SELECT id, cpp_negate(bo), cpp_tiny(ti), cpp_small(sm), cpp_whole(i), cpp_big(bi), cpp_single(fl), cpp_twofold(d), first_word(s), twice(s), shout(s), reversed(packed), tail(packed), next_day(da), noon(tm), later(ts), later_there(lt), twice_price(de) FROM t;

INPUT t
{"op":"+I","data":{"id":1,"bo":true,"ti":41,"sm":-2,"i":2147483647,"bi":9007199254740993,"fl":1.25,"d":-0.1,"s":"one two","packed":"YWJj","da":"2024-02-28","tm":"13:00:00","ts":"2024-02-28 12:00:00.123456789","lt":"2024-12-31 23:59:59.999Z","de":99999999.99}}
{"op":"+I","data":{"id":2,"bo":false,"ti":127,"sm":32767,"i":-1,"bi":-9223372036854775808,"fl":0,"d":1e300,"s":"","packed":"","da":"1969-12-31","tm":"00:00:00","ts":"1969-12-31 23:59:59.999999999","lt":"1970-01-01 00:00:00Z","de":-0.01}}
{"op":"+I","data":{"id":3,"s":"größe, die zählt"}}

EXPECT ORDERED sink1
{"op":"+I","data":{"id":1,"r1":false,"r2":42,"r3":-1,"r4":-2147483648,"r5":9007199254740994,"r6":2.5,"r7":-0.2,"r8":"one","r9":"one twoone two","r10":"one two!","r11":"Y2Jh","r12":"YmM=","r13":"2024-02-29","r14":"01:00:00","r15":"2024-02-29 12:00:00.123456789","r16":"2025-01-01 23:59:59.999Z","r17":199999999.98}}
{"op":"+I","data":{"id":2,"r1":true,"r2":-128,"r3":-32768,"r4":0,"r5":-9223372036854775807,"r6":0.0,"r7":2.0E300,"r8":"","r9":"","r10":"!","r11":"","r12":"","r13":"1970-01-01","r14":"12:00:00","r15":"1970-01-01 23:59:59.999999999","r16":"1970-01-02 00:00:00Z","r17":-0.02}}
{"op":"+I","data":{"id":3,"r1":null,"r2":null,"r3":null,"r4":null,"r5":null,"r6":null,"r7":null,"r8":"größe,","r9":"größe, die zähltgröße, die zählt","r10":"größe, die zählt!","r11":null,"r12":null,"r13":null,"r14":null,"r15":null,"r16":null,"r17":null}}
