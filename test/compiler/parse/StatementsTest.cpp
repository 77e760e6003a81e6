// Queries, DDL and utility statements reach the AST with every clause.
#include "test/compiler/parse/ParseText.h"

#include <gtest/gtest.h>

namespace millrace::parse {
namespace {

struct Case {
  const char *sql;
  const char *ast;
};

class Statements : public ::testing::TestWithParam<Case> {};

TEST_P(Statements, Parse) { EXPECT_EQ(dump(GetParam().sql), GetParam().ast) << GetParam().sql; }

INSTANTIATE_TEST_SUITE_P(Queries, Statements, ::testing::ValuesIn<Case>({
    {"SELECT DISTINCT a AS x, b y, t.* FROM t WHERE c GROUP BY a HAVING d ORDER BY a DESC LIMIT 10 OFFSET 2 ROWS",
     "(query (select distinct (as a x) (as b y) t.* (from t) (where c) (group-by a) (having d)) (order-by (desc a)) (limit 10) "
     "(offset 2))"},
    {"SELECT a FROM t FETCH FIRST ROW ONLY", "(query (select a (from t)) (limit 1))"},
    {"VALUES (1, 'a'), (2, 'b')", "(query (values (1 'a') (2 'b')))"},
    {"TABLE t", "(query (table t))"},
    {"SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT ALL SELECT 4",
     "(query (except all (union (select 1) (intersect (select 2) (select 3))) (select 4)))"},
    {"(SELECT a FROM t LIMIT 1) UNION ALL TABLE u", "(query (union all (query (select a (from t)) (limit 1)) (table u)))"},
    {"WITH a (x) AS (SELECT 1) SELECT * FROM a", "(query (with (as (query (select 1)) (a x))) (select * (from a)))"},
    {"SELECT a FROM t GROUP BY GROUPING SETS ((a, b), a, ()), ROLLUP (c), CUBE (d, (e, f))",
     "(query (select a (from t) (group-by (grouping-sets (grouping a b) a (grouping)) (rollup c) (cube d (grouping e f)))))"},
    {"SELECT SUM(a) OVER w FROM t WINDOW w AS (ORDER BY b)",
     "(query (select (SUM a (over w)) (from t) (window w (order-by b))))"},
    {"SELECT a FROM t QUALIFY b = 1", "(query (select a (from t) (qualify (= b 1))))"},
    {"SELECT /*+ STATE_TTL('o' = '1d') */ a FROM t /*+ OPTIONS('k' = 'v') */ AS x",
     "(query (select (hints (STATE_TTL (= 'o' '1d'))) a (from (as (table t (hints (OPTIONS (= 'k' 'v')))) x))))"},
    {"SELECT * FROM a JOIN b ON a.x = b.x LEFT OUTER JOIN c USING (y, z)",
     "(query (select * (from (left-join (join a b (on (= a.x b.x))) c (using y z)))))"},
    {"SELECT * FROM a NATURAL FULL JOIN b CROSS JOIN c, d",
     "(query (select * (from (comma-join (cross-join (full-join natural a b) c) d))))"},
    {"SELECT * FROM (a JOIN b ON TRUE) RIGHT JOIN (SELECT 1) AS c (x) ON TRUE",
     "(query (select * (from (right-join (join a b (on true)) (as (query (select 1)) (c x)) (on true)))))"},
    {"SELECT * FROM o JOIN r FOR SYSTEM_TIME AS OF o.ts AS v ON TRUE",
     "(query (select * (from (join o (as (table r (as-of o.ts)) v) (on true)))))"},
    {"SELECT * FROM t, LATERAL TABLE(f(t.a)) AS s (w)",
     "(query (select * (from (comma-join t (as (lateral (table (f t.a))) (s w))))))"},
    {"SELECT * FROM t CROSS JOIN UNNEST(xs) WITH ORDINALITY AS u (x, i)",
     "(query (select * (from (cross-join t (as (unnest xs with-ordinality) (u x i))))))"},
    {"SELECT * FROM TABLE(TUMBLE(TABLE b, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) w",
     "(query (select * (from (as (table (TUMBLE (table b) (descriptor ts) (interval '1' MINUTE))) w))))"},
    {"SELECT * FROM TUMBLE(DATA => TABLE b, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '1' MINUTE)",
     "(query (select * (from (TUMBLE (=> DATA (table b)) (=> TIMECOL (descriptor ts)) (=> SIZE (interval '1' MINUTE))))))"},
    {"SELECT * FROM f(TABLE t PARTITION BY (a, b) ORDER BY c DESC, 1)",
     "(query (select * (from (f (table t (partition-by a b) (order-by (desc c) 1))))))"},
    {"SELECT * FROM ML_PREDICT(TABLE t, MODEL m, DESCRIPTOR(a))",
     "(query (select * (from (ML_PREDICT (table t) (model m) (descriptor a)))))"},
    {"SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY p ORDER BY ts MEASURES FINAL LAST(A.x) AS lx ONE ROW PER MATCH AFTER MATCH "
     "SKIP TO LAST A PATTERN (A+ B{2,}? | ^ C) WITHIN INTERVAL '1' HOUR SUBSET S = (A, B) DEFINE A AS A.x > 1) AS m",
     "(query (select * (from (as (match-recognize t (partition-by p) (order-by ts) (measures (as (final (LAST A.x)) lx)) one-row "
     "(after-match to-last A) (pattern (alt (seq (repeat A {1,}) (repeat B {2,}?)) (seq ^ C))) (within (interval '1' HOUR)) "
     "(subset S A B) (define (as (> A.x 1) A))) m))))"},
}));

INSTANTIATE_TEST_SUITE_P(Ddl, Statements, ::testing::ValuesIn<Case>({
    {"CREATE TEMPORARY TABLE IF NOT EXISTS c.d.t (a INT NOT NULL COMMENT 'x', b AS a + 1, m STRING METADATA FROM 'k' VIRTUAL, "
     "WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, CONSTRAINT pk PRIMARY KEY (a) NOT ENFORCED) COMMENT 'y' PARTITIONED BY (a) "
     "WITH ('k' = 'v', 'l' = 'w')",
     "(create-table temporary if-not-exists c.d.t (column a INT NOT NULL (comment 'x')) (column b (as (+ a 1))) (column m STRING "
     "(metadata 'k' virtual)) (watermark ts (- ts (interval '5' SECOND))) (primary-key (constraint pk) a) (comment 'y') "
     "(partitioned-by a) (options (= 'k' 'v') (= 'l' 'w')))"},
    {"CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED, UNIQUE (a, b))",
     "(create-table t (column a INT) (primary-key a) (unique a b enforced))"},
    {"CREATE TABLE t DISTRIBUTED BY HASH (a) INTO 4 BUCKETS LIKE u (EXCLUDING ALL OVERWRITING OPTIONS)",
     "(create-table t (distributed hash a (buckets 4)) (like u (excluding all) (overwriting options)))"},
    {"CREATE TABLE t (a, b) WITH ('k' = 'v') AS SELECT 1, 2",
     "(create-table t (column a) (column b) (options (= 'k' 'v')) (query (select 1 2)))"},
    {"CREATE OR REPLACE TABLE t AS SELECT 1", "(create-or-replace-table t (query (select 1)))"},
    {"REPLACE TABLE t AS SELECT 1", "(replace-table t (query (select 1)))"},
    {"CREATE TEMPORARY VIEW v (x) COMMENT 'c' AS SELECT 1", "(create-view temporary v (columns x) (comment 'c') (query (select 1)))"},
    {"CREATE FUNCTION f(a INT) RETURNS INT RETURN a + 1",
     "(create-function f (parameter a INT) (returns INT) (language sql) (return (+ a 1)))"},
    {"CREATE TEMPORARY SYSTEM FUNCTION f AS 'C' LANGUAGE JAVA USING JAR 'j', ARTIFACT 'z'",
     "(create-function temporary system f 'C' (language java) (jar 'j') (artifact 'z'))"},
    {"CREATE CATALOG c WITH ('type' = 'x')", "(create-catalog c (options (= 'type' 'x')))"},
    {"CREATE DATABASE IF NOT EXISTS c.d", "(create-database if-not-exists c.d)"},
    {"CREATE MATERIALIZED TABLE m FRESHNESS = INTERVAL '30' SECOND REFRESH_MODE = FULL AS SELECT 1",
     "(create-materialized-table m (freshness (interval '30' SECOND)) (refresh-mode full) (query (select 1)))"},
    {"DROP TEMPORARY TABLE IF EXISTS t", "(drop-table temporary if-exists t)"},
    {"DROP DATABASE d CASCADE", "(drop-database d cascade)"},
    {"ALTER TABLE t RENAME a TO b", "(alter-table t (rename-column a b))"},
    {"ALTER TABLE t ADD (c INT AFTER b, WATERMARK FOR ts AS ts)",
     "(alter-table t (add (column c INT (after b)) (watermark ts ts)))"},
    {"ALTER TABLE t DROP (a, b)", "(alter-table t (drop-columns a b))"},
    {"ALTER TABLE t RESET ('k')", "(alter-table t (reset (keys 'k')))"},
    {"ALTER TABLE t DROP IF EXISTS PARTITION (p = 1)", "(alter-table t (drop-partition if-exists (partition (= p 1))))"},
    {"ALTER VIEW v RENAME TO w", "(alter-view v (rename-to w))"},
    {"ALTER CATALOG c RESET ('k')", "(alter-catalog c (keys 'k'))"},
    {"CREATE FUNCTION f AS 'f.cpp' LANGUAGE CPP", "(create-function f 'f.cpp' (language cpp))"},
    {"ALTER FUNCTION f AS 'C' LANGUAGE SCALA", "(alter-function f 'C' (language scala))"},
    {"ALTER MATERIALIZED TABLE m SUSPEND", "(alter-materialized-table m (suspend))"},
}));

INSTANTIATE_TEST_SUITE_P(Utility, Statements, ::testing::ValuesIn<Case>({
    {"INSERT INTO t (a, b.c) SELECT 1, 2", "(insert t (columns a b.c) (query (select 1 2)))"},
    {"INSERT OVERWRITE t PARTITION (p = 1, q) VALUES (1)", "(insert-overwrite t (partition (= p 1) q) (query (values (1))))"},
    {"INSERT INTO t (SELECT 1)", "(insert t (query (select 1)))"},
    {"INSERT INTO t SELECT 1 ON CONFLICT DO NOTHING", "(insert t (query (select 1)) (on-conflict nothing))"},
    {"EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT CASE WHEN x THEN 1 END; END;",
     "(statement-set (insert a (query (select 1))) (insert b (query (select (case (when x then 1))))))"},
    {"BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;", "(statement-set (insert a (query (select 1))))"},
    {"EXPLAIN PLAN FOR SELECT 1", "(explain (query (select 1)))"},
    {"EXPLAIN CHANGELOG_MODE, ESTIMATED_COST INSERT INTO t SELECT 1",
     "(explain changelog-mode estimated-cost (insert t (query (select 1))))"},
    {"SET 'a' = 'b'", "(set 'a' 'b')"},
    {"SET", "(set)"},
    {"RESET 'a'", "(reset 'a')"},
    {"SHOW TABLES FROM c.d NOT LIKE 'x%'", "(show TABLES c.d (not-like 'x%'))"},
    {"SHOW FULL MODULES", "(show FULL MODULES)"},
    {"SHOW CREATE TABLE t", "(show CREATE TABLE t)"},
    {"DESC EXTENDED t", "(describe extended t)"},
    {"DESCRIBE job", "(describe job)"},
    {"DESCRIBE JOB 'x'", "(describe job 'x')"},
    {"USE CATALOG c", "(use catalog c)"},
    {"USE MODULES a, b", "(use modules a b)"},
    {"LOAD MODULE m WITH ('k' = 'v')", "(load-module m (options (= 'k' 'v')))"},
    {"ADD JAR 'x'", "(add-jar 'x')"},
    {"COMPILE AND EXECUTE PLAN 'p' FOR INSERT INTO t SELECT 1",
     "(compile-and-execute-plan 'p' (insert t (query (select 1))))"},
    {"EXECUTE PLAN 'p'", "(execute-plan 'p')"},
    {"STOP JOB 'j' WITH SAVEPOINT", "(stop-job 'j' with-savepoint)"},
    {"CALL p(1)", "(call (p 1))"},
}));

TEST(Statements, RulesBeyondTheGrammar) {
  EXPECT_EQ(errors("CREATE TABLE t (a INT, PRIMARY KEY (a))"), "MR0120 1:24 a primary key needs `NOT ENFORCED`");
  EXPECT_EQ(errors("CREATE TABLE t (a INT PRIMARY KEY ENFORCED)"), "MR0120 1:23 a primary key needs `NOT ENFORCED`");
  EXPECT_EQ(errors("CREATE TABLE t (a)"), "MR0110 1:17 column `a` needs a type");
  EXPECT_EQ(errors("CREATE OR REPLACE DATABASE d"), "MR0110 1:8 only tables and views can be created or replaced");
  EXPECT_EQ(errors("CREATE TEMPORARY CATALOG c"), "MR0110 1:8 only tables, views and functions can be temporary");
  EXPECT_EQ(errors("CREATE SYSTEM FUNCTION f AS 'C'"), "MR0110 1:8 only a temporary function can be a system function");
  EXPECT_EQ(errors("CREATE TABLE t (a INT) WITH ('k' = 'v') COMMENT 'c'"), "MR0110 1:41 `COMMENT` stands before `WITH`");
  EXPECT_EQ(errors("CREATE TABLE t (a INT) WITH ('k' = 'v') WITH ('k' = 'v')"), "MR0110 1:41 a second `WITH`");
  EXPECT_EQ(errors("DROP TABLE t CASCADE"), "MR0110 1:14 only `DROP DATABASE` takes `CASCADE`");
  EXPECT_EQ(errors("STOP JOB 'j' WITH DRAIN"), "MR0110 1:19 `WITH DRAIN` needs `WITH SAVEPOINT` before it");
  EXPECT_EQ(errors("EXPLAIN PLAN_ADVICE, PLAN_ADVICE SELECT 1"), "MR0110 1:22 `PLAN_ADVICE` is written twice");
  EXPECT_EQ(errors("SELECT 1 LIMIT 1 LIMIT 2"), "MR0110 1:18 a second `LIMIT`");
}

} // namespace
} // namespace millrace::parse
