CREATE TABLE readings (sensor INT, celsius DOUBLE) WITH ('connector' = 'filesystem', 'path' = 'readings.jsonl', 'format' = 'json');
CREATE TABLE alarms (sensor INT, message STRING) WITH ('connector' = 'print', 'print-identifier' = 'alarm');
CREATE TABLE fahrenheit (sensor INT, degrees DOUBLE) WITH ('connector' = 'print', 'print-identifier' = 'reading');

EXECUTE STATEMENT SET BEGIN
  INSERT INTO alarms SELECT sensor, CONCAT('hot: ', CAST(celsius AS STRING)) FROM readings WHERE celsius > 80;
  INSERT INTO fahrenheit SELECT sensor, celsius * 9 / 5 + 32 FROM readings;
END;
