CREATE FUNCTION celsius AS 'reading.cpp' LANGUAGE CPP;
CREATE FUNCTION comfort AS 'reading.cpp' LANGUAGE CPP;

CREATE TABLE readings (sensor STRING, reading STRING) WITH ('connector' = 'filesystem', 'path' = 'readings.csv', 'format' = 'csv');

SELECT sensor, celsius(reading) AS degrees, comfort(celsius(reading)) AS comfort
FROM readings WHERE celsius(reading) IS NOT NULL;
