// Generated encoders, by the text that Flink's formats write.
#include "test/compiler/lower/ScriptRun.h"

namespace millrace::lower {
namespace {

using test::rowsOf;
using test::ScriptResult;
using test::ScriptRun;
using Lines = std::vector<std::string>;

constexpr const char *kSource = "CREATE TABLE t (a INT, b STRING, d DECIMAL(10,2), ts TIMESTAMP(3)) WITH ('connector'='test', 'format'='json');";
const Lines kRecords = {R"({"a":1,"b":"x\"y","d":100.00,"ts":"2020-01-01 00:00:00.5"})", R"({"a":2,"b":null,"d":1.50,"ts":null})",
                        R"({"a":null,"b":null,"d":null,"ts":null})"};

Lines written(const std::string &with) {
  return rowsOf({.sql = std::string(kSource) + "CREATE TABLE s (a INT, b STRING, d DECIMAL(10,2), ts TIMESTAMP(3)) WITH ('connector'='test', " + with +
                        "); INSERT INTO s SELECT a, b, d, ts FROM t;",
                 .inputs = {{"t", kRecords}},
                 .sink = "s"});
}

TEST(SinksTest, json) {
  EXPECT_EQ(written("'format'='json'"), (Lines{R"({"a":1,"b":"x\"y","d":1E+2,"ts":"2020-01-01 00:00:00.5"})",
                                               R"({"a":2,"b":null,"d":1.5,"ts":null})", R"({"a":null,"b":null,"d":null,"ts":null})"}));
}

TEST(SinksTest, jsonWithoutNullFieldsAndWithPlainDecimals) {
  EXPECT_EQ(written("'format'='json', 'json.encode.ignore-null-fields'='true', 'json.encode.decimal-as-plain-number'='true', "
                    "'json.timestamp-format.standard'='ISO-8601'"),
            (Lines{R"({"a":1,"b":"x\"y","d":100.00,"ts":"2020-01-01T00:00:00.5"})", R"({"a":2,"d":1.50})", "{}"}));
}

TEST(SinksTest, csv) {
  EXPECT_EQ(written("'format'='csv', 'csv.null-literal'='n/a'"),
            (Lines{R"(1,"x""y",1E+2,"2020-01-01 00:00:00.5")", "2,n/a,1.5,n/a", "n/a,n/a,n/a,n/a"}));
}

TEST(SinksTest, changelogJsonWithTheKindOfTheRow) {
  EXPECT_EQ(written("'format'='changelog-json'")[1], R"({"op":"+I","data":{"a":2,"b":null,"d":1.5,"ts":null}})");
}

// A raw integer is its bytes: 0x4142434445464748.
TEST(SinksTest, rawIntegersInBothByteOrders) {
  for (auto [order, text] : {std::pair{"big-endian", "ABCDEFGH"}, {"little-endian", "HGFEDCBA"}}) {
    std::string sql = std::string("CREATE TABLE t (n BIGINT) WITH ('connector'='test', 'format'='json');"
                                  "CREATE TABLE s (n BIGINT) WITH ('connector'='test', 'format'='raw', 'raw.endianness'='") +
                      order + "'); INSERT INTO s SELECT n FROM t;";
    EXPECT_EQ(rowsOf({.sql = sql, .inputs = {{"t", {R"({"n":4702394921427289928})"}}}, .sink = "s"}), Lines{text});
  }
}

constexpr const char *kCounts = "CREATE TABLE t (k STRING) WITH ('connector'='test', 'format'='json');"
                                "INSERT INTO s SELECT k, COUNT(*) FROM t GROUP BY k;";
const Lines kKeys = {R"({"k":"a"})", R"({"k":"a"})"};

TEST(SinksTest, debeziumWritesUpdatesAsADeletionAndACreation) {
  std::string sink = "CREATE TABLE s (k STRING, n BIGINT) WITH ('connector'='test', 'format'='debezium-json');";
  EXPECT_EQ(rowsOf({.sql = sink + kCounts, .inputs = {{"t", kKeys}}, .sink = "s"}),
            (Lines{R"({"before":null,"after":{"k":"a","n":1},"op":"c"})", R"({"before":{"k":"a","n":1},"after":null,"op":"d"})",
                   R"({"before":null,"after":{"k":"a","n":2},"op":"c"})"}));
}

TEST(SinksTest, upsertModeWritesNoUpdateBefore) {
  std::string sink = "CREATE TABLE s (k STRING, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) "
                     "WITH ('connector'='test', 'format'='changelog-json', 'changelog-json.mode'='upsert');";
  EXPECT_EQ(rowsOf({.sql = sink + kCounts, .inputs = {{"t", kKeys}}, .sink = "s"}),
            (Lines{R"({"op":"+I","data":{"k":"a","n":1}})", R"({"op":"+U","data":{"k":"a","n":2}})"}));
}

constexpr const char *kNotNull = "CREATE TABLE t (a INT) WITH ('connector'='test', 'format'='json');"
                                 "CREATE TABLE s (a INT NOT NULL) WITH ('connector'='test', 'format'='json'); INSERT INTO s SELECT a FROM t;";
const Lines kOneNull = {R"({"a":1})", R"({"a":null})", R"({"a":3})"};

TEST(SinksTest, failsWithANullForANotNullColumn) {
  for (codegen::Tier tier : {codegen::Tier::O0, codegen::Tier::O3}) {
    ScriptResult result = ScriptRun{.sql = kNotNull, .inputs = {{"t", kOneNull}}, .sink = "s", .tier = tier}.run();
    EXPECT_NE(result.failure.find("`a`"), std::string::npos) << result.failure;
  }
}

TEST(SinksTest, dropsRowsWithANullForANotNullColumnIfAsked) {
  EXPECT_EQ(rowsOf({.sql = std::string("SET 'table.exec.sink.not-null-enforcer' = 'DROP';") + kNotNull, .inputs = {{"t", kOneNull}}, .sink = "s"}),
            (Lines{R"({"a":1})", R"({"a":3})"}));
}

} // namespace
} // namespace millrace::lower
