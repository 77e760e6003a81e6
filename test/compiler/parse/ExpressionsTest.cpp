// Precedence and literals: a wrong tree computes wrong results without any error.
#include "test/compiler/parse/ParseText.h"

#include <gtest/gtest.h>

namespace millrace::parse {
namespace {

struct Case {
  const char *sql;
  const char *ast;
};

class Expressions : public ::testing::TestWithParam<Case> {};

TEST_P(Expressions, Parse) { EXPECT_EQ(dumpExpression(GetParam().sql), GetParam().ast) << GetParam().sql; }

// Calcite's operator table: OR 22, AND 24, NOT 26, IS 28, comparison 30, LIKE IN BETWEEN 32, + - 40, * / % || 60, sign 80.
INSTANTIATE_TEST_SUITE_P(Precedence, Expressions, ::testing::ValuesIn<Case>({
    {"a OR b AND NOT c", "(OR a (AND b (NOT c)))"},
    {"a AND b OR c AND d", "(OR (AND a b) (AND c d))"},
    {"NOT a = b", "(NOT (= a b))"},
    {"NOT a IS NULL", "(NOT (IS NULL a))"},
    {"a = b IS TRUE", "(IS TRUE (= a b))"},
    {"a = b = c", "(= (= a b) c)"},
    {"a = b LIKE c", "(= a (LIKE b c))"},
    {"a + b * c - d", "(- (+ a (* b c)) d)"},
    {"a || b + c || d", "(+ (|| a b) (|| c d))"},
    {"a || b * c", "(* (|| a b) c)"},
    {"a - b - c", "(- (- a b) c)"},
    {"a / b / c % d", "(% (/ (/ a b) c) d)"},
    {"- a * b", "(* (- a) b)"},
    {"- - a", "(- (- a))"},
    {"1 - -1", "(- 1 (- 1))"},
    {"(a + b) * c", "(* (+ a b) c)"},
    {"a BETWEEN b AND c AND d", "(AND (BETWEEN a b c) d)"},
    {"a NOT BETWEEN SYMMETRIC 1 AND 2", "(NOT BETWEEN SYMMETRIC a 1 2)"},
    {"a BETWEEN 1 + 2 AND 3", "(BETWEEN a (+ 1 2) 3)"},
    {"a IN (1, 2) OR b NOT IN ('x')", "(OR (IN a 1 2) (NOT IN b 'x'))"},
    {"a LIKE 'x' ESCAPE '!'", "(LIKE a 'x' (escape '!'))"},
    {"a NOT SIMILAR TO b", "(NOT SIMILAR TO a b)"},
    {"a IS DISTINCT FROM b", "(IS DISTINCT FROM a b)"},
    {"a IS NOT DISTINCT FROM b + 1", "(IS NOT DISTINCT FROM a (+ b 1))"},
    {"a IS NOT JSON OBJECT", "(IS NOT JSON OBJECT a)"},
    {"a <> b AND c != d", "(AND (<> a b) (<> c d))"},
    {"(a, b) OVERLAPS (c, d)", "(OVERLAPS (tuple a b) (tuple c d))"},
    {"a > ALL (SELECT b FROM t)", "(> ALL a (query (select b (from t))))"},
    {"a = SOME (1, 2)", "(= ANY a 1 2)"},
}));

INSTANTIATE_TEST_SUITE_P(Literals, Expressions, ::testing::ValuesIn<Case>({
    {"12", "12"},
    {"12.", "12."},
    {".5", ".5"},
    {"1.50E-2", "1.50E-2"},
    {"'it''s'", "'it''s'"},
    {"'a'\n'b'", "'ab'"},
    {"u&'\\263A'", "'\u263A'"},
    {"u&'!263A\\' UESCAPE '!'", "'\u263A\\'"},
    {"u&'\\+01F600'", "'\U0001F600'"},
    {"u&'\\D83D\\DE00'", "'\U0001F600'"},
    {"u&'\\\\'", "'\\'"},
    {"e'\\t\\x41\\101\\u263a\\''''", "'\tAA\u263A'''''"},
    {"x'0c'", "x'0C'"},
    {"X''", "x''"},
    {"true", "true"},
    {"Unknown", "unknown"},
    {"null", "null"},
    {"DATE '2024-01-31'", "(date '2024-01-31')"},
    {"TIME '10:00:00'", "(time '10:00:00')"},
    {"TIMESTAMP '2024-01-31 10:00:00.123'", "(timestamp '2024-01-31 10:00:00.123')"},
    {"TIMESTAMP WITH LOCAL TIME ZONE '2024-01-31 10:00:00'", "(timestamp_ltz '2024-01-31 10:00:00')"},
    {"INTERVAL '10' MINUTES", "(interval '10' MINUTE)"},
    {"INTERVAL -'1 02:03:04.5' DAY(3) TO SECOND(1)", "(interval -'1 02:03:04.5' DAY(3) TO SECOND(1))"},
    {"INTERVAL '1.5' SECOND(2, 3)", "(interval '1.5' SECOND(2, 3))"},
    {"INTERVAL '10:01' HOUR TO MINUTE", "(interval '10:01' HOUR TO MINUTE)"},
}));

INSTANTIATE_TEST_SUITE_P(Names, Expressions, ::testing::ValuesIn<Case>({
    {"a.b.c", "a.b.c"},
    {"`user`.`a``b`", "`user`.`a``b`"},
    {"a[1]", "(item a 1)"},
    {"a.b['k'].c", "(field (item a.b 'k') c)"},
    {"f(x).y.z", "(field (field (f x) y) z)"},
    {"(r).f", "(field r f)"},
    {"(r).*", "(field r *)"},
    {"MAP['k', 1]", "(map 'k' 1)"},
    {"`map`['k']", "(item `map` 'k')"},
    {"ARRAY[1, ARRAY[]]", "(array 1 (array))"},
    {"ROW(1, 'a')", "(row 1 'a')"},
    {"(1, 'a')", "(tuple 1 'a')"},
    {"(((1)))", "1"},
    {"Größe + 1", "(+ Größe 1)"},
}));

INSTANTIATE_TEST_SUITE_P(Calls, Expressions, ::testing::ValuesIn<Case>({
    {"COUNT(*)", "(COUNT *)"},
    {"count(DISTINCT a)", "(count distinct a)"},
    {"SUM(a) FILTER (WHERE b > 1)", "(SUM a (filter (> b 1)))"},
    {"c.d.f(a => 1, b => DEFAULT)", "(c.d.f (=> a 1) (=> b default))"},
    {"ARRAY_AGG(a ORDER BY b DESC NULLS LAST, c)", "(ARRAY_AGG a (order-by (desc b nulls-last) c))"},
    {"PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a)", "(PERCENTILE_CONT 0.5 (within-group a))"},
    {"FIRST_VALUE(a) IGNORE NULLS OVER w", "(FIRST_VALUE a ignore-nulls (over w))"},
    {"SUM(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
     "(SUM a (over (partition-by b) (order-by c) (rows (preceding 2) current-row)))"},
    {"SUM(a) OVER (w RANGE UNBOUNDED PRECEDING)", "(SUM a (over w (range unbounded-preceding)))"},
    {"TRIM(a)", "(TRIM a)"},
    {"TRIM(LEADING FROM a)", "(TRIM #LEADING a)"},
    {"TRIM('x' FROM a)", "(TRIM #BOTH 'x' a)"},
    {"SUBSTRING(a FROM 2 FOR 3)", "(SUBSTRING a 2 3)"},
    {"POSITION('x' IN a)", "(POSITION 'x' a)"},
    {"OVERLAY(a PLACING b FROM 1 FOR 2)", "(OVERLAY a b 1 2)"},
    {"EXTRACT(EPOCH FROM t)", "(EXTRACT #EPOCH t)"},
    {"FLOOR(t TO SECONDS)", "(FLOOR t #SECOND)"},
    {"CEIL(x)", "(CEIL x)"},
    {"TIMESTAMPADD(SQL_TSI_DAY, 1, t)", "(TIMESTAMPADD #DAY 1 t)"},
    {"timestampadd", "timestampadd"},
    {"YEAR(d)", "(YEAR d)"},
    {"CURRENT_TIMESTAMP", "(bare CURRENT_TIMESTAMP)"},
    {"LOCALTIME(3)", "(LOCALTIME 3)"},
    {"IF(a, b, c)", "(IF a b c)"},
    {"CASE a WHEN 1, 2 THEN 'x' ELSE NULL END", "(case a (when 1 2 then 'x') (else null))"},
    {"CASE WHEN a THEN b WHEN c THEN d END", "(case (when a then b) (when c then d))"},
    {"TRY_CAST(a AS DECIMAL(10, 2))", "(try_cast a DECIMAL(10, 2))"},
    {"JSON_VALUE(j, '$' RETURNING INT DEFAULT 0 ON EMPTY ERROR ON ERROR)",
     "(JSON_VALUE j '$' (returning INT) (on-empty default 0) (on-error error))"},
    {"JSON_QUERY(j, '$' WITH ARRAY WRAPPER EMPTY OBJECT ON ERROR)",
     "(JSON_QUERY j '$' unconditional-wrapper (on-error empty-object))"},
    {"JSON_EXISTS(j, '$' FALSE ON ERROR)", "(JSON_EXISTS j '$' (on-error false))"},
    {"JSON_OBJECT(KEY 'a' VALUE 1, key VALUE 2 ABSENT ON NULL)", "(JSON_OBJECT 'a' 1 key 2 absent-on-null)"},
    {"JSON_ARRAYAGG(a NULL ON NULL)", "(JSON_ARRAYAGG a null-on-null)"},
    {"EXISTS (SELECT 1)", "(EXISTS (query (select 1)))"},
    {"((SELECT 1)) + 1", "(+ (query (select 1)) 1)"},
    {"f((SELECT 1))", "(f (query (select 1)))"},
    {"a IN ((SELECT 1) UNION (SELECT 2))",
     "(IN a (query (union (query (select 1)) (query (select 2)))))"},
}));

class Types : public ::testing::TestWithParam<Case> {};

TEST_P(Types, Parse) { EXPECT_EQ(dumpType(GetParam().sql), GetParam().ast) << GetParam().sql; }

INSTANTIATE_TEST_SUITE_P(All, Types, ::testing::ValuesIn<Case>({
    {"integer", "INT"},
    {"DEC(5)", "DECIMAL(5)"},
    {"NUMERIC(38, 18)", "DECIMAL(38, 18)"},
    {"CHARACTER VARYING(3)", "VARCHAR(3)"},
    {"CHAR", "CHAR"},
    {"DOUBLE PRECISION NOT NULL", "DOUBLE NOT NULL"},
    {"TIME(3) WITHOUT TIME ZONE", "TIME(3)"},
    {"TIMESTAMP(3) WITH LOCAL TIME ZONE", "TIMESTAMP_LTZ(3)"},
    {"TIMESTAMP_LTZ", "TIMESTAMP_LTZ"},
    {"TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE"},
    {"INTERVAL DAY TO SECOND(3)", "INTERVAL DAY TO SECOND(3)"},
    {"ARRAY<MAP<STRING, ARRAY<INT NOT NULL>>>", "ARRAY<MAP<STRING, ARRAY<INT NOT NULL>>>"},
    {"INT NOT NULL ARRAY NULL", "ARRAY<INT NOT NULL> NULL"},
    {"ROW(a INT, `b c` STRING 'x')", "ROW<a INT, `b c` STRING 'x'>"},
    {"ROW<>", "ROW<>"},
    {"RAW('c', 's')", "RAW('c', 's')"},
    {"STRUCTURED<'C', a INT>", "STRUCTURED<'C', a INT>"},
    {"db.my_type MULTISET", "MULTISET<db.my_type>"},
}));

TEST(Expressions, LiteralsThatCannotBeRead) {
  EXPECT_EQ(errors("SELECT x'0c1'"), "MR0107 1:10 binary literal has an odd number of digits");
  EXPECT_EQ(errors("SELECT x'0g'"), "MR0107 1:11 binary literal holds a character that is no hexadecimal digit");
  EXPECT_EQ(errors("SELECT u&'a\\26'"), "MR0107 1:12 escape needs 4 hexadecimal digits");
  EXPECT_EQ(errors("SELECT u&'\\D83D'"), "MR0107 1:16 escape is half a surrogate pair");
  EXPECT_EQ(errors("SELECT EXTRACT(SECND FROM t)"), "MR0107 1:16 `SECND` is no unit of time");
  EXPECT_EQ(errors("SELECT CAST(a AS DECIMAL(99999999999))"), "MR0107 1:26 number `99999999999` is too large here");
  EXPECT_EQ(errors("SELECT CASE WHEN a, b THEN 1 END"),
            "MR0110 1:21 `WHEN` of a `CASE` without operand takes one condition");
  EXPECT_EQ(errors("SELECT 'a' 'b'"), "MR0110 1:12 a string goes on only on a new line");
}

} // namespace
} // namespace millrace::parse
