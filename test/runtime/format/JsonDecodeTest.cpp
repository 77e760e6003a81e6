#include "test/runtime/format/DecodeHarness.h"

#include <gtest/gtest.h>

namespace millrace::test {
namespace {

/// One value of one type through both ways. `null` is the SQL NULL; `!` a bad record.
struct Case {
  Type type;
  const char *json;
  const char *expected;
};

std::string decodeValue(const Type &type, const std::string &json, OptionMap options, bool fast) {
  DecodeHarness harness({.schema = {{"v", type}}, .options = std::move(options)});
  EXPECT_EQ(harness.makeFailure(), "");
  std::string line = "{\"v\":" + json + "}\n";
  if (!fast) {
    Decoded out = harness.complete(line);
    return out.failure.empty() ? out.rows.at(0).substr(3, out.rows[0].size() - 4) : "!";
  }
  // A record of the same shape teaches the key order first, so that the value meets the fast kernel.
  Decoded out = harness.fast("{\"v\":null}\n" + line);
  return out.failure.empty() ? out.rows.at(1).substr(3, out.rows[1].size() - 4) : "!";
}

void expectCases(const std::vector<Case> &cases, const OptionMap &options = {}) {
  for (const Case &c : cases) {
    SCOPED_TRACE(toString(c.type) + " from " + c.json);
    EXPECT_EQ(decodeValue(c.type, c.json, options, false), c.expected) << "complete";
    EXPECT_EQ(decodeValue(c.type, c.json, options, true), c.expected) << "fast";
  }
}

const Type kInt = type(TypeKind::Int), kBigInt = type(TypeKind::BigInt), kDouble = type(TypeKind::Double);
const Type kTimestamp = type(TypeKind::Timestamp, 3), kTimestamp9 = type(TypeKind::Timestamp, 9);
const Type kLtz = type(TypeKind::TimestampLtz, 3), kDecimal = type(TypeKind::Decimal, 10, 2);

/// Expectations: JsonParserToRowDataConverters calls Integer.parseInt(text.trim()), JsonParser.getIntValue, …
TEST(JsonDecode, integersFromNumbersAndStrings) {
  expectCases({
      {kInt, "42", "42"}, {kInt, "-2147483648", "-2147483648"}, {kInt, "2147483648", "!"}, {kInt, "\"42\"", "42"},
      {kInt, "\" +42 \"", "42"}, {kInt, "\"4 2\"", "!"}, {kInt, "3.99", "3"}, {kInt, "-3.99", "-3"}, {kInt, "1e3", "1000"},
      {kInt, "1e10", "!"}, {kInt, "\"3.5\"", "!"}, {kInt, "true", "!"}, {kInt, "\"\"", "!"}, {kInt, "null", "null"},
      {kInt, "{}", "!"}, {kInt, "01", "!"}, {kInt, "\"01\"", "1"}, {kInt, "-", "!"},
      {kBigInt, "9223372036854775807", "9223372036854775807"}, {kBigInt, "9223372036854775808", "!"},
      {kBigInt, "\"-9223372036854775808\"", "-9223372036854775808"}, {kBigInt, "123456789012345678", "123456789012345678"},
      {type(TypeKind::TinyInt), "127", "127"}, {type(TypeKind::TinyInt), "128", "!"}, {type(TypeKind::TinyInt), "1.0", "!"},
      {type(TypeKind::SmallInt), "\"-32768\"", "-32768"}, {type(TypeKind::SmallInt), "32768", "!"},
  });
}

/// DecimalData.fromBigDecimal: HALF_UP to the scale, NULL when the precision is too small.
TEST(JsonDecode, decimalsRoundHalfUpAndOverflowToNull) {
  Type wide = type(TypeKind::Decimal, 38, 4), whole = type(TypeKind::Decimal, 18, 0);
  expectCases({
      {kDecimal, "12.34", "1234"}, {kDecimal, "\"12.34\"", "1234"}, {kDecimal, "12", "1200"}, {kDecimal, "12.345", "1235"},
      {kDecimal, "-12.345", "-1235"}, {kDecimal, "12.344999", "1234"}, {kDecimal, "99999999.99", "9999999999"},
      {kDecimal, "99999999.995", "null"}, {kDecimal, "100000000", "null"}, {kDecimal, "1e2", "10000"}, {kDecimal, "1.5E-1", "15"},
      {kDecimal, "\" 7 \"", "700"}, {kDecimal, "\".5\"", "50"}, {kDecimal, "\"5.\"", "500"}, {kDecimal, "\"x\"", "!"},
      {kDecimal, "true", "!"}, {kDecimal, "0.004", "0"}, {kDecimal, "0.005", "1"}, {kDecimal, "-0.005", "-1"},
      {kDecimal, "1e400", "null"}, {kDecimal, "1e-400", "0"}, {kDecimal, "000000000001", "!"},
      {whole, "999999999999999999", "999999999999999999"}, {whole, "1000000000000000000", "null"},
      {wide, "1234567890123456789012345678901234.5678", "12345678901234567890123456789012345678"},
      {wide, "99999999999999999999999999999999999", "null"},
  });
}

TEST(JsonDecode, floatingPointFollowsParseDouble) {
  Type single = type(TypeKind::Float);
  expectCases({
      {kDouble, "0.1", "0.10000000000000001"}, {kDouble, "\"1e3\"", "1000"}, {kDouble, "\" NaN \"", "nan"},
      {kDouble, "\"-Infinity\"", "-inf"}, {kDouble, "\"1d\"", "1"}, {kDouble, "\"0x1.8p1\"", "3"}, {kDouble, "1e400", "inf"},
      {kDouble, "1e-400", "0"}, {kDouble, "123456789012345678901234567890", "1.2345678901234568e+29"},
      {kDouble, "9007199254740993", "9007199254740992"}, {kDouble, "4.9e-324", "4.9406564584124654e-324"},
      {kDouble, "-0.0", "-0"}, {kDouble, "\"abc\"", "!"}, {kDouble, "false", "!"}, {kDouble, "1.", "!"}, {kDouble, "NaN", "!"},
      {single, "16777217", "16777216"}, {single, "0.1", "0.100000001"}, {single, "\"3.4028236e38\"", "inf"},
  });
}

/// ISO_LOCAL_DATE + SQL_TIME_FORMAT with ResolverStyle.SMART; the ISO standard is ISO_LOCAL_DATE_TIME, STRICT.
TEST(JsonDecode, timestampsInBothStandards) {
  expectCases({
      {kTimestamp, "\"1970-01-02 00:00:00\"", "86400000"}, {kTimestamp, "\"1970-01-01 00:00:00.123\"", "123"},
      {kTimestamp, "\"1970-01-01 00:00:00.1\"", "100"}, {kTimestamp, "\"1970-01-01 00:00:00.123999\"", "123"},
      {kTimestamp, "\"1969-12-31 23:59:59.999\"", "-1"}, {kTimestamp, "\"2024-02-29 12:34:56\"", "1709210096000"},
      {kTimestamp, "\"2023-02-29 00:00:00\"", "1677542400000"}, {kTimestamp, "\"1970-01-01 24:00:00\"", "86400000"},
      {kTimestamp, "\"1970-01-01 24:00:01\"", "!"}, {kTimestamp, "\"1970-01-01T00:00:00\"", "!"},
      {kTimestamp, "\"1970-01-01 00:00\"", "!"}, {kTimestamp, "\"1970-13-01 00:00:00\"", "!"},
      {kTimestamp, "\"1970-00-01 00:00:00\"", "!"}, {kTimestamp, "\"1970-01-32 00:00:00\"", "!"},
      {kTimestamp, "\"1970-01-00 00:00:00\"", "!"}, {kTimestamp, "\"1970-01-01 00:60:00\"", "!"},
      {kTimestamp, "\"1970-01-01 00:00:00.\"", "0"}, {kTimestamp, "\"1970-01-01 00:00:00.1234567890\"", "!"},
      {kTimestamp, "\" 1970-01-01 00:00:00\"", "!"}, {kTimestamp, "\"1970-1-1 00:00:00\"", "!"}, {kTimestamp, "0", "!"},
      {kTimestamp, "\"+10000-01-01 00:00:00\"", "253402300800000"}, {kTimestamp, "\"1970-01-01 00:00:00Z\"", "!"},
      {kTimestamp9, "\"1970-01-01 00:00:00.123456789\"", "123+456789"}, {kTimestamp9, "\"1970-01-01 00:00:01\"", "1000"},
      {kLtz, "\"1970-01-01 00:00:00.5Z\"", "500"}, {kLtz, "\"1970-01-01 00:00:00\"", "!"},
  });
  expectCases({{kTimestamp, "\"1970-01-01T00:00:01\"", "1000"}, {kTimestamp, "\"1970-01-01t00:00:01\"", "1000"},
               {kTimestamp, "\"1970-01-01T00:01\"", "60000"}, {kTimestamp, "\"2023-02-29T00:00:00\"", "!"},
               {kTimestamp, "\"1970-01-01T24:00:00\"", "!"}, {kTimestamp, "\"1970-01-01 00:00:01\"", "!"},
               {kLtz, "\"1970-01-01T00:00:01Z\"", "1000"}, {kLtz, "\"1970-01-01t00:00:01Z\"", "!"}},
              {{"timestamp-format.standard", "ISO-8601"}});
}

TEST(JsonDecode, datesTimesBooleansBytes) {
  Type date = type(TypeKind::Date), time = type(TypeKind::Time), boolean = type(TypeKind::Boolean),
       bytes = type(TypeKind::VarBinary, kMaxLength);
  expectCases({
      {date, "\"1970-01-02\"", "1"}, {date, "\"1969-12-31\"", "-1"}, {date, "\"2023-02-29\"", "!"}, {date, "\"1970-1-2\"", "!"},
      {date, "19700102", "!"}, {date, "\"-0001-01-01\"", "-719893"}, {date, "\"0000-01-01\"", "-719528"},
      {time, "\"00:00:01\"", "1000"}, {time, "\"23:59:59.9999\"", "86399999"}, {time, "\"00:00\"", "!"}, {time, "\"24:00:00\"", "0"},
      {boolean, "true", "true"}, {boolean, "\" TRUE \"", "true"}, {boolean, "\"yes\"", "false"}, {boolean, "1", "false"},
      {boolean, "[1]", "false"}, {boolean, "false", "false"},
      {bytes, "\"aGk=\"", "hi"}, {bytes, "\"aGk\"", "!"}, {bytes, "\"\"", ""}, {bytes, "\"a*k=\"", "!"}, {bytes, "1", "!"},
  });
}

TEST(JsonDecode, textOfEveryKindOfValue) {
  expectCases({
      {stringType(), "\"abc\"", "abc"}, {stringType(), "\"\"", ""}, {stringType(), "\"a\\n\\\"\\u0041\\/\"", "a\n\"A/"},
      {stringType(), "\"\\ud83d\\ude00\"", "\xF0\x9F\x98\x80"}, {stringType(), "\"\\ud83d\"", "?"}, {stringType(), "\"\\ud83dx\"", "?x"},
      {stringType(), "\"\\ud83d\\u0041\"", "?A"}, {stringType(), "\"\\u00e9\"", "\xC3\xA9"}, {stringType(), "\"\xC3\xA9\"", "\xC3\xA9"},
      {stringType(), "\"\xC3(\"", "!"}, {stringType(), "\"\x01\"", "\x01"}, {stringType(), "\"\\x\"", "!"}, {stringType(), "\"\\u12\"", "!"},
      {stringType(), "1.50", "1.50"}, {stringType(), "true", "true"}, {stringType(), "{\"a\" : [1, 2.50,\"x\"] }", "{\"a\":[1,2.5,\"x\"]}"},
      {stringType(), "\"0123456789012345678901234567890123456789\"", "0123456789012345678901234567890123456789"},
      {stringType(), "nul", "!"}, {stringType(), "tru", "!"}, {stringType(), "'a'", "!"}, {stringType(), "", "!"},
  });
}

TEST(JsonDecode, nestedValues) {
  Type array = type(TypeKind::Array), map = type(TypeKind::Map), row = type(TypeKind::Row);
  array.children = {{"", kInt}};
  map.children = {{"", stringType()}, {"", kInt}};
  row.children = {{"a", kInt}, {"b", stringType()}};
  Type deep = array;
  deep.children = {{"", array}};
  expectCases({
      {array, "[1, \"2\", null]", "[1, 2, null]"}, {array, "[]", "[]"}, {array, "[1,]", "!"}, {array, "[,1]", "!"}, {array, "{}", "!"},
      {array, "[\"x\"]", "!"}, {array, "[1", "!"}, {deep, "[[1],[],[2,3],null]", "[[1], [], [2, 3], null]"},
      {map, "{\"k\":1,\"l\":null,\"k\":2}", "{k=2, l=null}"}, {map, "[]", "!"}, {map, "{\"k\":[]}", "!"},
      {row, "{\"b\":\"x\",\"c\":{},\"a\":1}", "(1, x)"}, {row, "{}", "(null, null)"}, {row, "{\"a\":1,\"a\":2}", "(2, null)"}, {row, "[]", "!"},
  });
}

TEST(JsonDecode, ignoredErrorsBecomeNullAndBrokenRecordsVanish) {
  DecodeHarness harness({.schema = {{"a", kInt}, {"b", stringType()}}, .options = {{"ignore-parse-errors", "true"}}});
  std::string text = "{\"a\":\"x\",\"b\":\"1\"}\n{\"a\":{\"b\":5},\"b\":\"2\"}\n{\"a\":1,\"b\":\n[1]\n\n{\"a\":3,\"b\":\"4\"}\n";
  std::vector<std::string> expected = {"+I[null, 1]", "+I[null, 2]", "+I[3, 4]"};
  EXPECT_EQ(harness.complete(text).rows, expected);
  EXPECT_EQ(harness.fast(text).rows, expected);
}

TEST(JsonDecode, missingFieldsAndOptionsThatContradict) {
  Schema schema = {{"a", kInt}, {"b", kInt}};
  DecodeHarness lenient({.schema = schema});
  EXPECT_EQ(lenient.complete("{\"b\":1}").rows, std::vector<std::string>{"+I[null, 1]"});
  DecodeHarness strict({.schema = schema, .options = {{"fail-on-missing-field", "true"}}});
  EXPECT_NE(strict.complete("{\"b\":1}").failure, "");
  EXPECT_EQ(strict.fast("{\"a\":null,\"b\":1}\n").rows, std::vector<std::string>{"+I[null, 1]"});
  DecodeHarness both({.schema = schema, .options = {{"fail-on-missing-field", "true"}, {"ignore-parse-errors", "true"}}});
  EXPECT_NE(both.makeFailure(), "");
}

TEST(JsonDecode, notNullColumnsNeedAValue) {
  DecodeHarness harness({.schema = {{"a", type(TypeKind::Int, 0, 0, false)}, {"b", kInt}}});
  EXPECT_NE(harness.complete("{\"b\":1}").failure, "");
  Decoded out = harness.fast("{\"a\":1,\"b\":1}\n{\"a\":null,\"b\":1}\n");
  EXPECT_EQ(out.rows, std::vector<std::string>{"+I[1, 1]"});
  EXPECT_NE(out.failure.find("`a`"), std::string::npos) << out.failure;
}

TEST(JsonDecode, topLevelArraysGiveARowPerElement) {
  DecodeHarness harness({.schema = {{"a", kInt}}});
  std::vector<std::string> expected = {"+I[1]", "+I[2]"};
  EXPECT_EQ(harness.complete("[{\"a\":1}, {\"a\":2}]").rows, expected);
  EXPECT_EQ(harness.fast("[{\"a\":1}, {\"a\":2}]").rows, expected);
}

TEST(JsonDecode, failuresNameLineColumnAndField) {
  DecodeHarness harness({.schema = {{"a", kInt}}});
  Decoded out = harness.complete("{\"é\":1,\"a\":\"x\"}\n");
  EXPECT_NE(out.failure.find("`a`"), std::string::npos) << out.failure;
  EXPECT_NE(out.failure.find("input:1:12"), std::string::npos) << out.failure; // characters, not bytes
  EXPECT_NE(out.failure.find("expected INT, found `\"x\"`"), std::string::npos) << out.failure;
}

TEST(JsonDecode, depthIsLimited) {
  DecodeHarness harness({.schema = {{"a", kInt}}});
  auto nested = [](int depth) { return "{\"x\":" + std::string(depth, '[') + std::string(depth, ']') + ",\"a\":1}"; };
  EXPECT_EQ(harness.complete(nested(63)).rows, std::vector<std::string>{"+I[1]"});
  EXPECT_NE(harness.complete(nested(64)).failure.find("64 levels"), std::string::npos);
  EXPECT_NE(harness.complete(nested(100000)).failure.find("64 levels"), std::string::npos);
}

/// After one record the order is known: records of the same shape never reach the complete parser.
TEST(JsonDecode, knownShapesStayOnTheFastPath) {
  Type person = type(TypeKind::Row);
  person.children = {{"id", kInt}, {"name", stringType()}};
  Schema full = {{"person", person}, {"bid", kInt}, {"note", stringType()}};
  DecodeHarness harness({.schema = {{"person.id", kInt}, {"bid", kInt}}, .fullSchema = full});
  std::string a = "{ \"person\" : {\"name\":\"x\",\"id\":1}, \"note\":\"a \\\" b\", \"bid\":null}\n";
  std::string b = "{\"person\":null,\"bid\":7,\"note\":{\"deep\":[1,{\"a\":\"]\"}]}}\r\n";
  Decoded out = harness.fast(a + a + b + a + b + b);
  EXPECT_EQ(out.rows, (std::vector<std::string>{"+I[1, null]", "+I[1, null]", "+I[null, 7]", "+I[1, null]", "+I[null, 7]", "+I[null, 7]"}));
  EXPECT_EQ(out.slowRecords, 2u);
}

TEST(JsonDecode, otherShapesFallBackAndAgree) {
  Schema schema = {{"a", kInt}, {"b", stringType()}};
  std::string text = "{\"a\":1,\"b\":\"x\"}\n" // teaches
                     "{\"b\":\"x\",\"a\":2}\n{\"a\":3}\n{\"a\":4,\"b\":\"x\",\"c\":1}\n{\"a\":5,\"b\":\"x\",\"a\":6}\n"
                     "{\"a\" :7,\"b\":\"x\"}\n{\"\\u0061\":8,\"b\":\"y\"}\n{\"a\":9,\"b\":\"x\"} trailing\n{}\n{\"a\":10,\"b\":\"x\"}";
  std::vector<std::string> expected = {"+I[1, x]", "+I[2, x]", "+I[3, null]", "+I[4, x]", "+I[6, x]",
                                       "+I[7, x]", "+I[8, y]", "+I[9, x]", "+I[null, null]", "+I[10, x]"};
  DecodeHarness harness({.schema = schema});
  EXPECT_EQ(harness.complete(text).rows, expected);
  EXPECT_EQ(harness.fast(text).rows, expected);
}

/// A string that is not closed must not run into the next line, whatever the next line holds.
TEST(JsonDecode, recordsEndWithTheirLine) {
  DecodeHarness harness({.schema = {{"a", stringType()}, {"b", kInt}}, .skipsBadRecords = true});
  std::string text = "{\"a\":\"x\",\"b\":1}\n{\"a\":\"x\n\",\"b\":2}\n{\"a\":\"y\",\"b\":3}\n{\"a\":\"z\",\"b\":4";
  for (Decoded out : {harness.complete(text), harness.fast(text)}) {
    EXPECT_EQ(out.rows, (std::vector<std::string>{"+I[x, 1]", "+I[y, 3]"}));
    EXPECT_EQ(out.skipped.size(), 3u);
  }
}

TEST(JsonDecode, messagesMayHoldLineEnds) {
  DecodeHarness harness({.schema = {{"a", stringType()}}, .isMessage = true});
  std::string text = "\n{\n \"a\" :\n\"x\n\"}\n{\"a\":\"second\"}";
  EXPECT_EQ(harness.complete(text).rows, std::vector<std::string>{"+I[x\n]"});
  EXPECT_EQ(harness.fast(text).rows, std::vector<std::string>{"+I[x\n]"});
  EXPECT_EQ(harness.fast(text).rows, std::vector<std::string>{"+I[x\n]"}); // now with the order learned
}

TEST(JsonDecode, manyShapesReplaceEachOther) {
  DecodeHarness harness({.schema = {{"a", kInt}}});
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += "{\"k" + std::to_string(i % 9) + "\":\"v\",\"a\":" + std::to_string(i) + "}\n";
  Decoded out = harness.fast(text);
  ASSERT_EQ(out.rows.size(), 200u);
  for (int i = 0; i < 200; ++i)
    EXPECT_EQ(out.rows[i], "+I[" + std::to_string(i) + "]");
}

} // namespace
} // namespace millrace::test
