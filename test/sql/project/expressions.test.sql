-- flink: same
-- Arithmetic, comparison and logic with NULLs in a projection.
CREATE TABLE bids (item STRING, price BIGINT, qty INT, rate DOUBLE) WITH ('connector'='test');
CREATE TABLE sink1 (item STRING, a BIGINT, b BIGINT, c DOUBLE, d BOOLEAN, e BOOLEAN, f STRING, g BIGINT, h BIGINT) WITH ('connector'='test');
INSERT INTO sink1
SELECT item, price * qty, price - qty, rate / 2, price > 9 AND qty > 2, item IS NULL OR rate < 1,
  CASE WHEN price >= 20 THEN 'high' WHEN price >= 10 THEN 'mid' ELSE 'low' END, price / 3, MOD(price, 3)
FROM bids;

INPUT bids
{"op":"+I","data":{"item":"a","price":10,"qty":3,"rate":0.5}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}
{"op":"+I","data":{"item":"a","price":5,"qty":null,"rate":null}}
{"op":"+I","data":{"item":null,"price":7,"qty":1,"rate":2.0}}
{"op":"+I","data":{"item":"a","price":10,"qty":8,"rate":-0.5}}
{"op":"+I","data":{"item":null,"price":null,"qty":2,"rate":0.0}}
{"op":"+I","data":{"item":"b","price":20,"qty":4,"rate":1.25}}

EXPECT ORDERED sink1
{"op":"+I","data":{"item":"a","a":30,"b":7,"c":0.25,"d":true,"e":true,"f":"mid","g":3,"h":1}}
{"op":"+I","data":{"item":"b","a":80,"b":16,"c":0.625,"d":true,"e":false,"f":"high","g":6,"h":2}}
{"op":"+I","data":{"item":"a","a":null,"b":null,"c":null,"d":false,"e":null,"f":"low","g":1,"h":2}}
{"op":"+I","data":{"item":null,"a":7,"b":6,"c":1.0,"d":false,"e":true,"f":"low","g":2,"h":1}}
{"op":"+I","data":{"item":"a","a":80,"b":2,"c":-0.25,"d":true,"e":true,"f":"mid","g":3,"h":1}}
{"op":"+I","data":{"item":null,"a":null,"b":null,"c":0.0,"d":false,"e":true,"f":"low","g":null,"h":null}}
{"op":"+I","data":{"item":"b","a":80,"b":16,"c":0.625,"d":true,"e":false,"f":"high","g":6,"h":2}}
