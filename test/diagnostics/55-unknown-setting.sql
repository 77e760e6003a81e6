-- Wrong: a misspelt setting.
SET 'table.local-timezone' = 'UTC';
--  ^^^^^^^^^^^^^^^^^^^^^^ MR0213
