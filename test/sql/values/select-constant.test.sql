-- flink: same
-- SELECT without FROM; folded constants.
CREATE TABLE sink1 (a INT, b DECIMAL(5,2), c BOOLEAN, d STRING, e TIMESTAMP(3), f DATE) WITH ('connector'='test');
INSERT INTO sink1 SELECT 1 + 2 * 3, 1.50 + 2, 1 < 2 AND NOT FALSE, 'it''s' || U&'\263A', TIMESTAMP '2020-01-01 10:00:00' + INTERVAL '1' HOUR, DATE '2020-02-28' + INTERVAL '2' DAY;


EXPECT ORDERED sink1
{"op":"+I","data":{"a":7,"b":3.50,"c":true,"d":"it's☺","e":"2020-01-01 11:00:00","f":"2020-03-01"}}
