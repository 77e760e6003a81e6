-- flink: same
-- Windows whose end occurs twice are ranked when it does for the second time, after their results came: at 3:00 clocks go back to 2:00 in Berlin that day.
SET 'table.local-time-zone' = 'Europe/Berlin';
CREATE TABLE a (k STRING, t TIMESTAMP_LTZ(3), WATERMARK FOR t AS t) WITH ('connector' = 'test');
CREATE TABLE best (k STRING, n BIGINT, window_end TIMESTAMP(3)) WITH ('connector' = 'test');
INSERT INTO best SELECT k, n, window_end FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY n DESC) AS place FROM (
    SELECT k, COUNT(*) AS n, window_start, window_end FROM TABLE(TUMBLE(TABLE a, DESCRIPTOR(t), INTERVAL '30' MINUTE)) GROUP BY k, window_start, window_end))
WHERE place <= 1;

INPUT a
{"op":"+I","data":{"k":"x","t":"2021-10-31 00:10:00Z"}}
{"op":"+I","data":{"k":"y","t":"2021-10-31 00:20:00Z"}}
{"op":"+I","data":{"k":"x","t":"2021-10-31 00:45:00Z"}}
{"op":"+I","data":{"k":"x","t":"2021-10-31 01:10:00Z"}}
{"op":"+I","data":{"k":"y","t":"2021-10-31 02:00:00Z"}}

EXPECT best
{"op":"+I","data":{"k":"x","n":2,"window_end":"2021-10-31 02:30:00"}}
{"op":"+I","data":{"k":"x","n":1,"window_end":"2021-10-31 03:00:00"}}
{"op":"+I","data":{"k":"y","n":1,"window_end":"2021-10-31 03:30:00"}}
