-- Wrong: ALTER TABLE.
   ALTER TABLE t RENAME TO u;
-- ^^^^^^^^^^^^^^^^^^^^^^^^^ MR0409
