-- flink: same
-- Casts between numbers: narrowing wraps for integers, saturates from DOUBLE, rounds to a DECIMAL's scale.
CREATE TABLE t (l BIGINT, d DOUBLE, m DECIMAL(20,4)) WITH ('connector'='test');
CREATE TABLE sink1 (i INT, t1 TINYINT, di INT, dm DECIMAL(10,2), mi INT, mm DECIMAL(10,1), md DOUBLE, lb BOOLEAN) WITH ('connector'='test');
INSERT INTO sink1 SELECT CAST(l AS INT), CAST(l AS TINYINT), CAST(d AS INT), CAST(d AS DECIMAL(10,2)), CAST(m AS INT), CAST(m AS DECIMAL(10,1)), CAST(m AS DOUBLE), CAST(l AS BOOLEAN) FROM t;

INPUT t
{"op":"+I","data":{"l":1,"d":1.5,"m":2.5555}}
{"op":"+I","data":{"l":4294967297,"d":-2.999,"m":-2.55}}
{"op":"+I","data":{"l":-129,"d":1e20,"m":0.05}}
{"op":"+I","data":{"l":0,"d":0.005,"m":123456789.9999}}

EXPECT ORDERED sink1
{"op":"+I","data":{"i":1,"t1":1,"di":1,"dm":1.50,"mi":2,"mm":2.6,"md":2.5555,"lb":true}}
{"op":"+I","data":{"i":1,"t1":1,"di":-2,"dm":-3.00,"mi":-2,"mm":-2.6,"md":-2.55,"lb":true}}
{"op":"+I","data":{"i":-129,"t1":127,"di":2147483647,"dm":null,"mi":0,"mm":0.1,"md":0.05,"lb":true}}
{"op":"+I","data":{"i":0,"t1":0,"di":0,"dm":0.01,"mi":123456789,"mm":123456790.0,"md":1.234567899999E8,"lb":false}}
