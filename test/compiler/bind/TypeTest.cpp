// Result types of expressions, by Flink's documented rules (docs: data types, "Decimal", "Implicit casting"; Calcite's literals).
#include "test/compiler/bind/BindFixture.h"

namespace millrace::bind {
namespace {

struct TypeCase {
  const char *expression;
  const char *type; ///< with NOT NULL
};

const std::string kTable = R"(CREATE TABLE t (
  b BOOLEAN, ti TINYINT, si SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, dec102 DECIMAL(10, 2), dec3810 DECIMAL(38, 10),
  c5 CHAR(5), v9 VARCHAR(9), s STRING, by5 BINARY(5), dt DATE, tm TIME(0), ts3 TIMESTAMP(3), ts9 TIMESTAMP(9), tz3 TIMESTAMP_LTZ(3),
  inn INT NOT NULL, lnn BIGINT NOT NULL, snn STRING NOT NULL, r ROW<a INT NOT NULL, q ROW<z STRING>>, ar ARRAY<INT>
) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json');
)";

const TypeCase kTypes[] = {
    // literals: INT, BIGINT, DECIMAL by the digits written, DOUBLE with an exponent, CHAR(n)
    {"1", "INT NOT NULL"},
    {"2147483647", "INT NOT NULL"},
    {"2147483648", "BIGINT NOT NULL"},
    {"9223372036854775807", "BIGINT NOT NULL"},
    {"9223372036854775808", "DECIMAL(19, 0) NOT NULL"},
    {"1.5", "DECIMAL(2, 1) NOT NULL"},
    {"0.05", "DECIMAL(3, 2) NOT NULL"},
    {"1e3", "DOUBLE NOT NULL"},
    {"-7", "INT NOT NULL"},
    {"'abc'", "CHAR(3) NOT NULL"},
    {"'äöü'", "CHAR(3) NOT NULL"},
    {"x'0c0d'", "BINARY(2) NOT NULL"},
    {"TRUE", "BOOLEAN NOT NULL"},
    {"DATE '2024-02-29'", "DATE NOT NULL"},
    {"TIME '10:00:00'", "TIME(0) NOT NULL"},
    {"TIMESTAMP '2024-01-01 00:00:00'", "TIMESTAMP(0) NOT NULL"},
    {"TIMESTAMP '2024-01-01 00:00:00.123'", "TIMESTAMP(3) NOT NULL"},
    {"INTERVAL '10:00' MINUTE TO SECOND", "INTERVAL DAY TO SECOND(3) NOT NULL"},
    {"INTERVAL '1-2' YEAR TO MONTH", "INTERVAL YEAR TO MONTH NOT NULL"},
    // integers: the wider one; no promotion below INT
    {"ti + ti", "TINYINT"},
    {"ti + si", "SMALLINT"},
    {"i + l", "BIGINT"},
    {"inn + lnn", "BIGINT NOT NULL"},
    {"inn / 2", "INT NOT NULL"},
    {"i + f", "FLOAT"},
    {"i * d", "DOUBLE"},
    {"-l", "BIGINT"},
    // the remainder has the divisor's type
    {"l % i", "INT"},
    {"i % l", "BIGINT"},
    // DECIMAL: add p = max(p1-s1, p2-s2) + s + 1, mul p1+p2+1, div s = max(6, s1+p2+1); an INT counts as (10,0), a BIGINT as (19,0)
    {"dec102 + dec102", "DECIMAL(11, 2)"},
    {"dec102 + i", "DECIMAL(13, 2)"},
    {"dec102 * i", "DECIMAL(21, 2)"},
    {"dec102 * l", "DECIMAL(30, 2)"},
    {"dec102 / dec102", "DECIMAL(23, 13)"},
    {"dec102 / i", "DECIMAL(21, 13)"},
    {"dec102 + d", "DOUBLE"},
    {"dec102 + f", "DOUBLE"},
    // comparisons and logic
    {"i = l", "BOOLEAN"},
    {"inn = lnn", "BOOLEAN NOT NULL"},
    {"i IS NULL", "BOOLEAN NOT NULL"},
    {"i IS DISTINCT FROM l", "BOOLEAN NOT NULL"},
    {"b AND inn = 1", "BOOLEAN"},
    {"b IS TRUE", "BOOLEAN NOT NULL"},
    {"i BETWEEN 1 AND 2", "BOOLEAN"},
    {"inn IN (1, 2)", "BOOLEAN NOT NULL"},
    {"snn = '1' OR s IS NULL", "BOOLEAN NOT NULL"},
    // least restrictive types
    {"CASE WHEN b THEN inn ELSE lnn END", "BIGINT NOT NULL"},
    {"CASE WHEN b THEN inn END", "INT"},
    {"CASE WHEN b THEN 'a' ELSE 'abc' END", "VARCHAR(3) NOT NULL"},
    {"CASE WHEN b THEN c5 ELSE s END", "STRING"},
    {"CASE WHEN b THEN dec102 ELSE inn END", "DECIMAL(12, 2)"},
    {"CASE WHEN b THEN d ELSE dec102 END", "DOUBLE"},
    {"COALESCE(i, 0)", "INT NOT NULL"},
    {"COALESCE(i, l)", "BIGINT"},
    {"IFNULL(i, lnn)", "BIGINT NOT NULL"},
    {"NULLIF(inn, 0)", "INT"},
    {"IF(b, ts3, ts9)", "TIMESTAMP(9)"},
    {"IF(b, inn, NULL)", "INT"},
    // casts: nullability is the operand's; TRY_CAST that may fail gives NULL
    {"CAST(inn AS STRING)", "STRING NOT NULL"},
    {"CAST(s AS INT)", "INT"},
    {"CAST(NULL AS DECIMAL(5, 1))", "DECIMAL(5, 1)"},
    {"TRY_CAST(snn AS INT)", "INT"},
    {"TRY_CAST(inn AS BIGINT)", "BIGINT NOT NULL"},
    // fields of rows: NULL if the row is
    {"r.a", "INT"},
    {"r.q.z", "STRING"},
    {"t.r.a", "INT"},
    // constructed values
    {"ARRAY[1, lnn]", "ARRAY<BIGINT NOT NULL> NOT NULL"},
    {"MAP['a', 1, 'bc', i]", "MAP<VARCHAR(2) NOT NULL, INT> NOT NULL"},
    // times with intervals keep their type
    {"ts3 + INTERVAL '1' SECOND", "TIMESTAMP(3)"},
    {"INTERVAL '1' DAY + dt", "DATE"},
    {"tz3 - INTERVAL '1' MONTH", "TIMESTAMP_LTZ(3)"},
    {"INTERVAL '1' DAY + INTERVAL '1' HOUR", "INTERVAL DAY TO SECOND(3) NOT NULL"},
    {"INTERVAL '1' DAY * 2", "INTERVAL DAY TO SECOND(3) NOT NULL"},
    // functions by records
    {"UPPER(s)", "STRING"},
    {"UPPER(snn)", "STRING NOT NULL"},
    {"CHAR_LENGTH(snn)", "INT NOT NULL"},
};

TEST(ResultType, FollowsFlinksRules) {
  for (const TypeCase &item : kTypes)
    EXPECT_EQ(BoundScript(kTable + "SELECT " + item.expression + " FROM t;").resultTypes(), item.type) << item.expression;
}

// Past 38 digits the integer digits stay and the scale shrinks, but not below min(scale, 6).
TEST(ResultType, DecimalScaleGivesWay) {
  // (38,10) * (10,2): precision 49, scale 12, 37 integer digits; scale = max(38 - 37, min(12, 6)) = 6.
  EXPECT_EQ(BoundScript(kTable + "SELECT dec3810 * dec102 FROM t;").resultTypes(), "DECIMAL(38, 6)");
  // (10,2) % (10,0): scale 2, precision min(8, 10) + 2 = 10.
  EXPECT_EQ(BoundScript(kTable + "SELECT dec102 % i FROM t;").resultTypes(), "DECIMAL(10, 2)");
}

struct AggregateCase {
  const char *expression;
  const char *grouped; ///< GROUP BY snn
  const char *global;  ///< no GROUP BY: an empty input has one row
};
const AggregateCase kAggregates[] = {
    {"COUNT(*)", "BIGINT NOT NULL", "BIGINT NOT NULL"},
    {"COUNT(i)", "BIGINT NOT NULL", "BIGINT NOT NULL"},
    {"SUM(inn)", "INT NOT NULL", "INT"},
    {"SUM(dec102)", "DECIMAL(38, 2)", "DECIMAL(38, 2)"},
    {"AVG(inn)", "INT NOT NULL", "INT"},
    {"AVG(dec102)", "DECIMAL(38, 6)", "DECIMAL(38, 6)"},
    {"MAX(snn)", "STRING NOT NULL", "STRING"},
    {"MIN(ts3)", "TIMESTAMP(3)", "TIMESTAMP(3)"},
    {"SUM(inn) FILTER (WHERE b)", "INT", "INT"},
    {"SUM(lnn) + 1", "BIGINT NOT NULL", "BIGINT"},
};

TEST(AggregateType, FollowsFlinksRules) {
  for (const AggregateCase &item : kAggregates) {
    std::string select = kTable + "SELECT " + item.expression + " FROM t";
    EXPECT_EQ(BoundScript(select + " GROUP BY snn;").resultTypes(), item.grouped) << item.expression;
    EXPECT_EQ(BoundScript(select + ";").resultTypes(), item.global) << item.expression;
  }
}

TEST(SetOperationType, IsTheLeastRestrictiveOfEachColumn) {
  EXPECT_EQ(BoundScript(kTable + "SELECT inn, 'a' FROM t UNION ALL SELECT l, 'bcd' FROM t;").resultTypes(), "BIGINT, VARCHAR(3) NOT NULL");
  EXPECT_EQ(BoundScript("SELECT * FROM (VALUES (1, 'a'), (2.5, NULL)) AS v (n, s);").resultTypes(), "DECIMAL(11, 1) NOT NULL, CHAR(1)");
}

// A wrong type must be refused, not converted silently.
TEST(ResultType, IsRefusedWhereFlinkRefuses) {
  for (const char *expression : {"s + 1", "b + b", "dt + dt", "d % 2", "NOT i", "i AND b", "ts3 * 2", "-s", "i BETWEEN 1 AND dt", "r.nothing", "i.a"})
    EXPECT_TRUE(BoundScript(kTable + "SELECT " + expression + " FROM t;").bag.hasErrors()) << expression;
}

TEST(DeclaredType, IsChecked) {
  for (const char *type : {"DECIMAL(0)", "DECIMAL(39)", "DECIMAL(5, 6)", "TIMESTAMP(10)", "TIME(10)", "CHAR(0)", "VARCHAR(0)", "BINARY(0)"}) {
    BoundScript script(std::string("CREATE TABLE t (a ") + type + ") WITH ('connector' = 'datagen');");
    EXPECT_EQ(script.errorLines(), std::string("MR0219 1:19 ") + type + "\n");
  }
}

} // namespace
} // namespace millrace::bind
