// Generated decoders: what a record means must not depend on whether it is the first of its shape (complete decoder) or a later
// one (generated code).
#include "test/compiler/lower/ScriptRun.h"

namespace millrace::lower {
namespace {

using test::rowsOf;
using test::ScriptResult;
using test::ScriptRun;
using Lines = std::vector<std::string>;

constexpr const char *kAllTypes = R"(
  CREATE TABLE t (b BOOLEAN, i1 TINYINT, i2 SMALLINT, i4 INT, i8 BIGINT, f4 FLOAT, f8 DOUBLE, d1 DECIMAL(10,2), d2 DECIMAL(30,3), s STRING,
                  y BYTES, dt DATE, tm TIME, t3 TIMESTAMP(3), t6 TIMESTAMP(6), z3 TIMESTAMP_LTZ(3), z9 TIMESTAMP_LTZ(9), a ARRAY<INT>,
                  m MAP<STRING, INT>, r ROW<x INT, y STRING>) WITH ('connector'='test', 'format'='json');
  SELECT * FROM t;
)";
constexpr const char *kRecord =
    R"({"b":true,"i1":-128,"i2":32767,"i4":-5,"i8":900719925474099301,"f4":1.5,"f8":-0.25,"d1":12.3,"d2":12345.5,"s":"é\"q",)"
    R"("y":"AQL+","dt":"2020-02-29","tm":"12:34:56","t3":"2020-01-02 03:04:05.678","t6":"2020-01-02 03:04:05.123456",)"
    R"("z3":"2020-01-02 03:04:05Z","z9":"2020-01-02 03:04:05.000000001Z","a":[1,null],"m":{"k":2},"r":{"x":7,"y":"z"}})";
constexpr const char *kNulls =
    R"({"b":null,"i1":null,"i2":null,"i4":null,"i8":null,"f4":null,"f8":null,"d1":null,"d2":null,"s":null,)"
    R"("y":null,"dt":null,"tm":null,"t3":null,"t6":null,)"
    R"("z3":null,"z9":null,"a":null,"m":null,"r":null})";
constexpr const char *kRow =
    R"(+I[true, -128, 32767, -5, 900719925474099301, 1.5, -0.25, 12.30, 12345.500, é"q, [1, 2, -2], 2020-02-29, 12:34:56, )"
    R"(2020-01-02T03:04:05.678, 2020-01-02T03:04:05.123456, 2020-01-02T03:04:05Z, 2020-01-02T03:04:05.000000001Z, [1, null], {k=2}, +I[7, z]])";
const std::string kNullRow = "+I[" + [] {
  std::string text = "null";
  for (int i = 1; i < 20; ++i)
    text += ", null";
  return text;
}() + "]";

// A kernel of the wrong type, a slot of the wrong size, or a NULL flag left from the record before would show here.
TEST(DecodersTest, everyTypeOfJsonTheFirstTimeAndLater) {
  EXPECT_EQ(rowsOf({.sql = kAllTypes, .inputs = {{"t", {kRecord, kRecord, kNulls, kNulls, kRecord}}}}),
            (Lines{kRow, kRow, kNullRow, kNullRow, kRow}));
}

TEST(DecodersTest, keysInAnotherOrderMissingAndUnknown) {
  const char *sql = "CREATE TABLE t (i INT, s STRING, d DOUBLE) WITH ('connector'='test', 'format'='json'); SELECT i, s, d FROM t;";
  Lines records = {R"({"i":1,"s":"a","d":1})", R"({"i":2,"s":"b","d":2})", R"({"s":"c","d":3,"i":3})", R"({"i":4,"d":4})",
                   R"({"i":5,"x":[{}],"s":"e","d":5})", R"({"s":"f","d":6,"i":6})", R"({"i":7,"d":7})", R"({"i":8,"x":[{}],"s":"h","d":8})",
                   R"({"i":9,"i":10,"s":"j","d":9})", R"({ "i" : 11 , "s" : "k" , "d" : 11 })", R"({"i":12,"s":"l","d":12})"};
  EXPECT_EQ(rowsOf({.sql = sql, .inputs = {{"t", records}}}),
            (Lines{"+I[1, a, 1.0]", "+I[2, b, 2.0]", "+I[3, c, 3.0]", "+I[4, null, 4.0]", "+I[5, e, 5.0]", "+I[6, f, 6.0]", "+I[7, null, 7.0]",
                   "+I[8, h, 8.0]", "+I[10, j, 9.0]", "+I[11, k, 11.0]", "+I[12, l, 12.0]"}));
}

// The value that a later record lacks must not come from the record before.
TEST(DecodersTest, reportsANotNullColumnWithoutAValue) {
  const char *sql = "CREATE TABLE t (i INT NOT NULL, s STRING) WITH ('connector'='test', 'format'='json'); SELECT i, s FROM t;";
  for (codegen::Tier tier : {codegen::Tier::O0, codegen::Tier::O3}) {
    ScriptResult result =
        ScriptRun{.sql = sql, .inputs = {{"t", {R"({"i":1,"s":"a"})", R"({"i":2,"s":"b"})", R"({"i":null,"s":"c"})"}}}, .tier = tier}.run();
    EXPECT_NE(result.failure.find("`i`"), std::string::npos) << result.failure;
    EXPECT_NE(result.failure.find("NOT NULL"), std::string::npos) << result.failure;
  }
}

TEST(DecodersTest, skipsBadRecordsBetweenGoodOnes) {
  const char *sql = "CREATE TABLE t (i INT) WITH ('connector'='test', 'format'='json', 'json.ignore-parse-errors'='true'); SELECT i FROM t;";
  EXPECT_EQ(rowsOf({.sql = sql, .inputs = {{"t", {R"({"i":1})", R"({"i":2})", R"({"i":3)", R"({"i":4})", "[]x", R"({"i":5})"}}}}),
            (Lines{"+I[1]", "+I[2]", "+I[4]", "+I[5]"}));
}

Lines decodedColumns(const ScriptRun &script) {
  ScriptResult result = script.run();
  Lines names;
  for (const Field &field : result.descriptor.sources.at(0).physicalSchema)
    names.push_back(field.name);
  return names;
}

// Fields are decoded alone, without the rest of their rows; a NULL row has NULL fields.
TEST(DecodersTest, fieldsOfNestedRows) {
  ScriptRun script{.sql = "CREATE TABLE t (kind INT, bid ROW<auction BIGINT, price DOUBLE, extra ROW<ch STRING, z INT>>, person ROW<id INT, name STRING>) "
                          "WITH ('connector'='test', 'format'='json');"
                          "SELECT person.name, bid.extra.ch, bid.auction FROM t WHERE kind = 2 AND (bid.price > 1 OR bid.price IS NULL);",
                   .inputs = {{"t",
                               {R"({"kind":2,"bid":{"auction":1,"price":2.5,"extra":{"ch":"a","z":1}},"person":null})",
                                R"({"kind":2,"bid":{"auction":2,"price":3,"extra":{"ch":"b","z":1}},"person":null})",
                                R"({"kind":2,"bid":{"auction":3,"price":3,"extra":null},"person":{"id":1,"name":"n"}})",
                                R"({"kind":2,"bid":null,"person":{"id":1,"name":"m"}})", R"({"kind":2,"bid":null,"person":{"id":1,"name":"o"}})",
                                R"({"kind":2,"bid":{"auction":5,"price":1,"extra":{"ch":"c","z":1}},"person":null})",
                                R"({"kind":2,"bid":{"auction":6,"price":4,"extra":{"ch":"d","z":1}},"person":null})"}}}};
  EXPECT_EQ(rowsOf(script), (Lines{"+I[null, a, 1]", "+I[null, b, 2]", "+I[n, null, 3]", "+I[m, null, null]", "+I[o, null, null]", "+I[null, d, 6]"}));
  EXPECT_EQ(decodedColumns(script), (Lines{"kind", "bid.auction", "bid.extra.ch", "bid.price", "person.name"}));
}

// A row that is read as a whole holds its fields; names with dots would be ambiguous as paths.
TEST(DecodersTest, wholeRowsBesideTheirFieldsAndNamesWithDots) {
  ScriptRun script{.sql = "CREATE TABLE t (r ROW<x INT, y ROW<z INT, w INT>>, q ROW<`a.b` INT, c INT>) WITH ('connector'='test', 'format'='json');"
                          "SELECT r.x, r.y, r.y.z, q.`a.b`, q.c FROM t;",
                   .inputs = {{"t", {R"({"r":{"x":1,"y":{"z":2,"w":3}},"q":{"a.b":4,"c":5}})", R"({"r":{"x":6,"y":{"z":7,"w":8}},"q":{"a.b":9,"c":10}})",
                                     R"({"r":{"x":11,"y":null},"q":null})"}}}};
  EXPECT_EQ(rowsOf(script), (Lines{"+I[1, +I[2, 3], 2, 4, 5]", "+I[6, +I[7, 8], 7, 9, 10]", "+I[11, null, null, null, null]"}));
  EXPECT_EQ(decodedColumns(script), (Lines{"r.x", "r.y", "q"}));
}

// Pruned columns stand between wanted ones; quotes and doubled quotes are not part of the value.
TEST(DecodersTest, csvColumnsInTheOrderOfTheTable) {
  const char *sql = "CREATE TABLE t (u STRING, i INT, s STRING, v STRING, ts TIMESTAMP(3), d DECIMAL(10,2), w BIGINT) "
                    "WITH ('connector'='test', 'format'='csv'); SELECT d, i, s, ts FROM t;";
  Lines records = {R"(x,1,"a,""b",y,2020-01-01 00:00:01,1.5,9)", R"("q,q",2,b,,2020-01-01 00:00:02.25,-3,9)", R"(,-3,"",z,1969-12-31 23:59:59,0,9)"};
  EXPECT_EQ(rowsOf({.sql = sql, .inputs = {{"t", records}}}),
            (Lines{R"(+I[1.50, 1, a,"b, 2020-01-01T00:00:01])", "+I[-3.00, 2, b, 2020-01-01T00:00:02.250]", "+I[0.00, -3, , 1969-12-31T23:59:59]"}));
}

TEST(DecodersTest, csvRecordWithTooFewFields) {
  const char *sql = "CREATE TABLE t (i INT, s STRING, n INT) WITH ('connector'='test', 'format'='csv'); SELECT i, n FROM t;";
  ScriptResult result = ScriptRun{.sql = sql, .inputs = {{"t", {"1,a,1", "2,b"}}}}.run();
  EXPECT_NE(result.failure.find("expected 3 fields, found 2"), std::string::npos) << result.failure;
}

// One decode function serves one source: a task with two has none, and both sources' rows come all the same.
TEST(DecodersTest, twoSourcesInOneTask) {
  ScriptResult result = ScriptRun{.sql = "CREATE TABLE t (i INT) WITH ('connector'='test', 'format'='json');"
                                         "CREATE TABLE u (i INT) WITH ('connector'='test', 'format'='json');"
                                         "SELECT i FROM t UNION ALL SELECT i + 10 FROM u;",
                                  .inputs = {{"t", {R"({"i":1})", R"({"i":2})"}}, {"u", {R"({"i":3})"}}}}
                            .run();
  EXPECT_EQ(result.failure, "");
  std::sort(result.rows.begin(), result.rows.end());
  EXPECT_EQ(result.rows, (Lines{"+I[13]", "+I[1]", "+I[2]"}));
}

TEST(DecodersTest, jsonAndCsvHaveGeneratedDecoders) {
  for (auto [format, generated] : {std::pair{"json", true}, {"csv", true}, {"raw", false}, {"changelog-json", false}}) {
    std::string sql = std::string("CREATE TABLE t (s STRING) WITH ('connector'='test', 'format'='") + format + "'); SELECT s FROM t;";
    ScriptResult result = ScriptRun{.sql = sql, .inputs = {{"t", {}}}, .tier = codegen::Tier::O0}.run();
    ASSERT_EQ(result.descriptor.sources.size(), 1u) << result.failure;
    EXPECT_EQ(result.descriptor.sources[0].hasGeneratedDecoder, generated) << format;
    EXPECT_EQ(result.descriptor.tasks[0].entries.decode != kNoEntryPoint, generated) << format;
  }
}

} // namespace
} // namespace millrace::lower
