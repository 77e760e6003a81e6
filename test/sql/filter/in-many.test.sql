-- flink: same
-- Lists long enough to be looked up in a set, of every kind of value: what is a hit, a miss, and NULL. Chains of = and <> are lists, too.
CREATE TABLE rows_in (id INT, v INT, b BIGINT, s STRING, d DECIMAL(8, 3), w DECIMAL(30, 2), f DOUBLE, dt DATE, t TIMESTAMP(3), n TIMESTAMP(9)) WITH ('connector'='test');
CREATE TABLE hits (id INT, v BOOLEAN, nv BOOLEAN, b BOOLEAN, s BOOLEAN, d BOOLEAN, w BOOLEAN, f BOOLEAN, dt BOOLEAN, t BOOLEAN, n BOOLEAN, chain BOOLEAN, neither BOOLEAN, ornull BOOLEAN) WITH ('connector'='test');
INSERT INTO hits SELECT id,
  v IN (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34),
  v NOT IN (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34),
  b IN (9223372036854775807, -9223372036854775808, 0, -1, 1, 4294967296, 2147483648, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100),
  s IN ('', 'a', 'b', 'ab', 'abc', 'abcd', 'abcde', 'abcdefgh', 'abcdefghi', 'abcdefghijklmnop', 'abcdefghijklmnopq', 'été', 'e', 'it''s', 'x ', 'y', 'z', '日本'),
  d IN (1.5, 2, 2.50, 3.125, 4.0, 5.1, 6.2, 7.3, 8.4, 9.5, 10.6, 11.7, 12.8, 13.9, 14.01, -15.12, 16.001),
  w IN (CAST('12345678901234567890123.5' AS DECIMAL(24, 1)), CAST('-12345678901234567890123.5' AS DECIMAL(24, 1)), 1.25, 2.25, 3.25, 4.25, 5.25, 6.25, 7.25, 8.25, 9.25, 10.25, 11.25, 12.25, 13.25, 14.25, 15.25),
  f IN (CAST(0.1 AS DOUBLE), 0.5, 1e0, 2e0, 3e0, 4e0, 5e0, 6e0, 7e0, 8e0, 9e0, 1e1, 1.1e1, 1.2e1, 1.3e1, 1.4e1, 1e300),
  dt IN (DATE '2024-01-01', DATE '2024-01-02', DATE '2024-01-03', DATE '2024-01-04', DATE '2024-01-05', DATE '2024-01-06', DATE '2024-01-07', DATE '2024-01-08', DATE '2024-01-09', DATE '2024-01-10', DATE '2024-01-11', DATE '2024-01-12', DATE '2024-01-13', DATE '2024-01-14', DATE '2024-01-15', DATE '2024-01-16', DATE '2024-01-17'),
  t IN (TIMESTAMP '2024-01-01 00:00:00.000', TIMESTAMP '2024-01-01 00:00:01.001', TIMESTAMP '2024-01-01 00:00:02.002', TIMESTAMP '2024-01-01 00:00:03.003', TIMESTAMP '2024-01-01 00:00:04.004', TIMESTAMP '2024-01-01 00:00:05.005', TIMESTAMP '2024-01-01 00:00:06.006', TIMESTAMP '2024-01-01 00:00:07.007', TIMESTAMP '2024-01-01 00:00:08.008', TIMESTAMP '2024-01-01 00:00:09.009', TIMESTAMP '2024-01-01 00:00:10.010', TIMESTAMP '2024-01-01 00:00:11.011', TIMESTAMP '2024-01-01 00:00:12.012', TIMESTAMP '2024-01-01 00:00:13.013', TIMESTAMP '2024-01-01 00:00:14.014', TIMESTAMP '2024-01-01 00:00:15.015', TIMESTAMP '2024-01-01 00:00:16.016'),
  n IN (TIMESTAMP '2024-01-01 00:00:00.000000000', TIMESTAMP '2024-01-01 00:00:01.000000001', TIMESTAMP '2024-01-01 00:00:02.000000002', TIMESTAMP '2024-01-01 00:00:03.000000003', TIMESTAMP '2024-01-01 00:00:04.000000004', TIMESTAMP '2024-01-01 00:00:05.000000005', TIMESTAMP '2024-01-01 00:00:06.000000006', TIMESTAMP '2024-01-01 00:00:07.000000007', TIMESTAMP '2024-01-01 00:00:08.000000008', TIMESTAMP '2024-01-01 00:00:09.000000009', TIMESTAMP '2024-01-01 00:00:10.000000010', TIMESTAMP '2024-01-01 00:00:11.000000011', TIMESTAMP '2024-01-01 00:00:12.000000012', TIMESTAMP '2024-01-01 00:00:13.000000013', TIMESTAMP '2024-01-01 00:00:14.000000014', TIMESTAMP '2024-01-01 00:00:15.000000015', TIMESTAMP '2024-01-01 00:00:16.000000016'),
  v = 1 OR v = 3 OR v = 5 OR v = 7 OR v = 9 OR v = 11 OR v = 13 OR v = 15 OR v = 17 OR v = 19 OR v = 21 OR v = 23 OR v = 25 OR v = 27 OR v = 29 OR v = 31 OR v = 33 OR s = 'odd',
  v <> 1 AND v <> 3 AND v <> 5 AND v <> 7 AND v <> 9 AND v <> 11 AND v <> 13 AND v <> 15 AND v <> 17 AND v <> 19 AND v <> 21 AND v <> 23 AND v <> 25 AND v <> 27 AND v <> 29 AND v <> 31 AND v <> 33,
  v IN (CAST(NULL AS INT), 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34)
FROM rows_in;

INPUT rows_in
{"op":"+I","data":{"id":1,"v":2,"b":9223372036854775807,"s":"abcdefghijklmnopq","d":1.5,"w":12345678901234567890123.50,"f":0.1,"dt":"2024-01-01","t":"2024-01-01 00:00:00.000","n":"2024-01-01 00:00:00.000000000"}}
{"op":"+I","data":{"id":2,"v":3,"b":-9223372036854775808,"s":"abcdefghijklmnopr","d":2,"w":-12345678901234567890123.50,"f":0.5,"dt":"2024-01-17","t":"2024-01-01 00:00:16.016","n":"2024-01-01 00:00:16.000000016"}}
{"op":"+I","data":{"id":3,"v":36,"b":4294967296,"s":"","d":3.125,"w":12345678901234567890123.51,"f":0.2,"dt":"2024-01-18","t":"2024-01-01 00:00:16.017","n":"2024-01-01 00:00:16.000000017"}}
{"op":"+I","data":{"id":4,"v":-2,"b":4294967297,"s":"été","d":-15.12,"w":15.25,"f":1e+300,"dt":"2023-12-31","t":"2024-01-01 00:00:05.005","n":"2024-01-01 00:00:16.016"}}
{"op":"+I","data":{"id":5,"v":33,"b":-1,"s":"odd","d":15.12,"w":16.25,"f":2.0,"dt":"2024-01-09","t":"2024-01-01 00:00:05.006","n":"2024-01-01 00:00:01.000000001"}}
{"op":"+I","data":{"id":6,"v":0,"b":2147483648,"s":"it's","d":16.001,"w":-1.25,"f":-2.0,"dt":"1970-01-01","t":"1970-01-01 00:00:00.000","n":"1969-12-31 23:59:59.999999999"}}
{"op":"+I","data":{"id":7,"v":null,"b":null,"s":null,"d":null,"w":null,"f":null,"dt":null,"t":null,"n":null}}
{"op":"+I","data":{"id":8,"v":34,"b":-2147483648,"s":"日本","d":16.002,"w":1.25,"f":14.0,"dt":"2024-01-16","t":"2024-01-01 00:00:10.010","n":"2024-01-01 00:00:10.000000010"}}

EXPECT ORDERED hits
{"op":"+I","data":{"id":1,"v":true,"nv":false,"b":true,"s":true,"d":true,"w":true,"f":true,"dt":true,"t":true,"n":true,"chain":false,"neither":true,"ornull":true}}
{"op":"+I","data":{"id":2,"v":false,"nv":true,"b":true,"s":false,"d":true,"w":true,"f":true,"dt":true,"t":true,"n":true,"chain":true,"neither":false,"ornull":null}}
{"op":"+I","data":{"id":3,"v":false,"nv":true,"b":true,"s":true,"d":true,"w":false,"f":false,"dt":false,"t":false,"n":false,"chain":false,"neither":true,"ornull":null}}
{"op":"+I","data":{"id":4,"v":false,"nv":true,"b":false,"s":true,"d":true,"w":true,"f":true,"dt":false,"t":true,"n":false,"chain":false,"neither":true,"ornull":null}}
{"op":"+I","data":{"id":5,"v":false,"nv":true,"b":true,"s":false,"d":false,"w":false,"f":true,"dt":true,"t":false,"n":true,"chain":true,"neither":false,"ornull":null}}
{"op":"+I","data":{"id":6,"v":false,"nv":true,"b":true,"s":true,"d":true,"w":false,"f":false,"dt":false,"t":false,"n":false,"chain":false,"neither":true,"ornull":null}}
{"op":"+I","data":{"id":7,"v":null,"nv":null,"b":null,"s":null,"d":null,"w":null,"f":null,"dt":null,"t":null,"n":null,"chain":null,"neither":null,"ornull":null}}
{"op":"+I","data":{"id":8,"v":true,"nv":false,"b":false,"s":true,"d":false,"w":true,"f":true,"dt":true,"t":true,"n":true,"chain":false,"neither":true,"ornull":true}}
