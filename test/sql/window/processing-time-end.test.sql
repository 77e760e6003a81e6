-- flink: same
-- A processing-time window that has not ended when bounded input does gives no rows; a row of the table function has its window at once.
CREATE TABLE orders (id INT, p AS PROCTIME()) WITH ('connector'='test');
CREATE TABLE sink1 (n BIGINT) WITH ('connector'='test');
CREATE TABLE sink2 (n BIGINT, s TIMESTAMP(3)) WITH ('connector'='test');
CREATE TABLE sink3 (id INT, ok BOOLEAN, days BIGINT) WITH ('connector'='test');
EXECUTE STATEMENT SET BEGIN
INSERT INTO sink1 SELECT COUNT(*) FROM orders GROUP BY TUMBLE(p, INTERVAL '1' DAY);
INSERT INTO sink2 SELECT SUM(id), window_start FROM TABLE(HOP(TABLE orders, DESCRIPTOR(p), INTERVAL '1' DAY, INTERVAL '2' DAY)) GROUP BY window_start, window_end;
INSERT INTO sink3 SELECT id, window_time >= p, TIMESTAMPDIFF(DAY, window_start, window_end) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(p), INTERVAL '1' DAY));
END;

INPUT orders
{"op":"+I","data":{"id":1}}
{"op":"+I","data":{"id":2}}

EXPECT MULTISET sink1

EXPECT MULTISET sink2

EXPECT MULTISET sink3
{"op":"+I","data":{"id":1,"ok":true,"days":1}}
{"op":"+I","data":{"id":2,"ok":true,"days":1}}
