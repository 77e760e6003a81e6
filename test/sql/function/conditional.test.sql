-- flink: same
-- COALESCE, NULLIF, IF, IFNULL, CASE of both forms, GREATEST and LEAST.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (a BIGINT, b BIGINT, c STRING, d STRING, e STRING, f INT, g INT) WITH ('connector'='test');
INSERT INTO sink1 SELECT COALESCE(price, CAST(qty AS BIGINT), 0), NULLIF(price, 10), IF(qty > 3, 'many', 'few'), IFNULL(item, 'none'), CASE item WHEN 'a' THEN 'A' WHEN 'b' THEN 'B' END, GREATEST(qty, 3, 1), LEAST(qty, 3) FROM bids;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"a":10,"b":null,"c":"few","d":"a","e":"A","f":3,"g":3}}
{"op":"+I","data":{"a":20,"b":20,"c":"many","d":"b","e":"B","f":4,"g":3}}
{"op":"+I","data":{"a":5,"b":5,"c":"few","d":"a","e":"A","f":null,"g":null}}
{"op":"+I","data":{"a":7,"b":7,"c":"few","d":"none","e":null,"f":3,"g":1}}
{"op":"+I","data":{"a":10,"b":null,"c":"many","d":"a","e":"A","f":8,"g":3}}
{"op":"+I","data":{"a":2,"b":null,"c":"few","d":"none","e":null,"f":3,"g":2}}
{"op":"+I","data":{"a":20,"b":20,"c":"many","d":"b","e":"B","f":4,"g":3}}
