-- flink: differs in-list
-- 0.0 and -0.0 are equal in a list that is looked up, NaN is in none, and bytes are found by value.
CREATE TABLE numbers (id INT, f DOUBLE, b VARBINARY(4), c CHAR(2), tm TIME) WITH ('connector'='test');
CREATE TABLE hits (id INT, zero BOOLEAN, negative BOOLEAN, nan BOOLEAN, b BOOLEAN, c BOOLEAN, tm BOOLEAN) WITH ('connector'='test');
INSERT INTO hits SELECT id,
  f IN (0e0, 1e0, 2e0, 3e0, 4e0, 5e0, 6e0, 7e0, 8e0, 9e0, 1e1, 1.1e1, 1.2e1, 1.3e1, 1.4e1, 1.5e1),
  f IN (-0e0, 1e0, 2e0, 3e0, 4e0, 5e0, 6e0, 7e0, 8e0, 9e0, 1e1, 1.1e1, 1.2e1, 1.3e1, 1.4e1, 1.5e1),
  f / f - f / f NOT IN (0e0, 1e0, 2e0, 3e0, 4e0, 5e0, 6e0, 7e0, 8e0, 9e0, 1e1, 1.1e1, 1.2e1, 1.3e1, 1.4e1, 1.5e1),
  b IN (x'', x'01', x'0102', x'010203', x'01020304', x'05', x'06', x'07', x'08', x'09', x'0a', x'0b', x'0c', x'0d', x'0e', x'0f'),
  c IN ('a ', 'b', 'cd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q'),
  tm IN (TIME '00:00:00', TIME '00:00:01', TIME '00:00:02', TIME '00:00:03', TIME '00:00:04', TIME '00:00:05', TIME '00:00:06', TIME '00:00:07', TIME '00:00:08', TIME '00:00:09', TIME '00:00:10', TIME '00:00:11', TIME '00:00:12', TIME '00:00:13', TIME '00:00:14', TIME '23:59:59')
FROM numbers;

INPUT numbers
{"op":"+I","data":{"id":1,"f":0.0,"b":"AQI=","c":"cd","tm":"23:59:59"}}
{"op":"+I","data":{"id":2,"f":-0.0,"b":"AQM=","c":"dc","tm":"23:59:58"}}
{"op":"+I","data":{"id":3,"f":1.0,"b":"","c":"xy","tm":"00:00:00"}}
{"op":"+I","data":{"id":4,"f":null,"b":null,"c":null,"tm":null}}

EXPECT ORDERED hits
{"op":"+I","data":{"id":1,"zero":true,"negative":true,"nan":true,"b":true,"c":true,"tm":true}}
{"op":"+I","data":{"id":2,"zero":true,"negative":true,"nan":true,"b":false,"c":false,"tm":false}}
{"op":"+I","data":{"id":3,"zero":true,"negative":true,"nan":false,"b":true,"c":false,"tm":true}}
{"op":"+I","data":{"id":4,"zero":null,"negative":null,"nan":null,"b":null,"c":null,"tm":null}}
