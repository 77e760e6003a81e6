CREATE TABLE raw_people (name STRING, born STRING, height STRING) WITH (
  'connector' = 'filesystem', 'path' = 'people.csv', 'format' = 'csv', 'csv.field-delimiter' = ';', 'csv.ignore-parse-errors' = 'true');

SELECT UPPER(TRIM(name)) AS name, TRY_CAST(born AS DATE) AS born, TRY_CAST(height AS DECIMAL(3, 2)) AS metres
FROM raw_people WHERE CHAR_LENGTH(TRIM(name)) > 0;
