-- flink: same
-- DECIMAL aggregates: SUM is DECIMAL(38, s), AVG has scale max(6, s).
CREATE TABLE prices (k INT, p DECIMAL(10,2)) WITH ('connector'='test');
CREATE TABLE sink1 (k INT, s DECIMAL(38,2), a DECIMAL(38,6), lo DECIMAL(10,2), hi DECIMAL(10,2)) WITH ('connector'='test');
INSERT INTO sink1 SELECT k, SUM(p), AVG(p), MIN(p), MAX(p) FROM prices GROUP BY k;

INPUT prices
{"op":"+I","data":{"k":1,"p":1.00}}
{"op":"+I","data":{"k":1,"p":2.50}}
{"op":"+I","data":{"k":1,"p":-0.01}}
{"op":"+I","data":{"k":2,"p":null}}
{"op":"+I","data":{"k":2,"p":99999999.99}}
{"op":"+I","data":{"k":2,"p":99999999.99}}

EXPECT ORDERED sink1
{"op":"+I","data":{"k":1,"s":1.00,"a":1.000000,"lo":1.00,"hi":1.00}}
{"op":"-U","data":{"k":1,"s":1.00,"a":1.000000,"lo":1.00,"hi":1.00}}
{"op":"+U","data":{"k":1,"s":3.50,"a":1.750000,"lo":1.00,"hi":2.50}}
{"op":"-U","data":{"k":1,"s":3.50,"a":1.750000,"lo":1.00,"hi":2.50}}
{"op":"+U","data":{"k":1,"s":3.49,"a":1.163333,"lo":-0.01,"hi":2.50}}
{"op":"+I","data":{"k":2,"s":null,"a":null,"lo":null,"hi":null}}
{"op":"-U","data":{"k":2,"s":null,"a":null,"lo":null,"hi":null}}
{"op":"+U","data":{"k":2,"s":99999999.99,"a":99999999.990000,"lo":99999999.99,"hi":99999999.99}}
{"op":"-U","data":{"k":2,"s":99999999.99,"a":99999999.990000,"lo":99999999.99,"hi":99999999.99}}
{"op":"+U","data":{"k":2,"s":199999999.98,"a":99999999.990000,"lo":99999999.99,"hi":99999999.99}}
