#include "test/runtime/format/DecodeHarness.h"

#include <gtest/gtest.h>

namespace millrace::test {
namespace {

const Type kInt = type(TypeKind::Int);
const Schema kSchema = {{"id", type(TypeKind::Int, 0, 0, false)}, {"v", stringType()}};
using Rows = std::vector<std::string>;

Decoded decode(const FormatFactory &format, const std::string &text, OptionMap options = {}, Schema schema = kSchema, bool isMessage = false) {
  DecodeHarness harness({.format = &format, .schema = std::move(schema), .options = std::move(options), .isMessage = isMessage});
  Decoded out;
  if (harness.makeFailure().empty())
    return harness.complete(text);
  out.failure = harness.makeFailure();
  return out;
}

TEST(ChangelogJson, everyRowKindInAnyMemberOrder) {
  Decoded out = decode(mrFormatChangelogJson, "{\"op\":\"+I\",\"data\":{\"id\":1,\"v\":\"a\"}}\n{\"data\":{\"id\":1,\"v\":\"a\"},\"op\":\"-U\"}\n"
                                              "{\"op\":\"+U\",\"x\":[],\"data\":{\"id\":1,\"v\":null}}\n{\"op\":\"-D\",\"data\":{\"id\":1}}\n");
  EXPECT_EQ(out.rows, (Rows{"+I[1, a]", "-U[1, a]", "+U[1, null]", "-D[1, null]"})) << out.failure;
}

TEST(ChangelogJson, refusesWhatIsNoChange) {
  for (const char *text : {"{\"op\":\"+X\",\"data\":{\"id\":1}}", "{\"data\":{\"id\":1}}", "{\"op\":\"+I\"}", "{\"op\":1,\"data\":{\"id\":1}}",
                           "{\"op\":\"+I\",\"data\":[]}", "{\"op\":\"+I\",\"data\":{\"v\":\"no id\"}}", "[]", "{\"op\":\"+I\",\"data\":{\"id\":1}"})
    EXPECT_NE(decode(mrFormatChangelogJson, text).failure, "") << text;
}

TEST(ChangelogJson, upsertModeTakesKeysOnlyDeletesAndNoUpdateBefore) {
  Schema schema = {{"id", type(TypeKind::Int, 0, 0, false)}, {"v", type(TypeKind::Int, 0, 0, false)}};
  OptionMap upsert = {{"mode", "upsert"}};
  EXPECT_EQ(decode(mrFormatChangelogJson, "{\"op\":\"-D\",\"data\":{\"id\":1}}", upsert, schema).failure, "");
  EXPECT_NE(decode(mrFormatChangelogJson, "{\"op\":\"-D\",\"data\":{\"id\":1}}", {}, schema).failure, "");
  EXPECT_NE(decode(mrFormatChangelogJson, "{\"op\":\"-U\",\"data\":{\"id\":1,\"v\":1}}", upsert, schema).failure, "");
  EXPECT_NE(decode(mrFormatChangelogJson, "", {{"mode", "some"}}).failure, "");
}

TEST(DebeziumJson, operations) {
  Decoded out = decode(mrFormatDebeziumJson,
                       "{\"before\":null,\"after\":{\"id\":1,\"v\":\"a\"},\"op\":\"c\",\"source\":{}}\n{\"after\":{\"id\":2},\"op\":\"r\"}\n\n"
                       "{\"before\":{\"id\":1,\"v\":\"a\"},\"after\":{\"id\":1,\"v\":\"b\"},\"op\":\"u\"}\n{\"before\":{\"id\":1},\"after\":null,\"op\":\"d\"}\n");
  EXPECT_EQ(out.rows, (Rows{"+I[1, a]", "+I[2, null]", "-U[1, a]", "+U[1, b]", "-D[1, null]"})) << out.failure;
}

TEST(DebeziumJson, corruptEventsGiveNoHalfUpdate) {
  std::string half = "{\"before\":{\"id\":1},\"after\":{\"id\":\"x\"},\"op\":\"u\"}\n", good = "{\"after\":{\"id\":2},\"op\":\"c\"}\n";
  EXPECT_EQ(decode(mrFormatDebeziumJson, half + good).rows, Rows{});
  EXPECT_NE(decode(mrFormatDebeziumJson, "{\"before\":null,\"after\":{\"id\":1},\"op\":\"u\"}").failure.find("REPLICA IDENTITY"), std::string::npos);
  EXPECT_NE(decode(mrFormatDebeziumJson, "{\"after\":{\"id\":1},\"op\":\"t\"}").failure, "");
  EXPECT_EQ(decode(mrFormatDebeziumJson, "{\"op\":\"t\"}\n" + good, {{"ignore-parse-errors", "true"}}).rows, Rows{"+I[2, null]"});
}

TEST(DebeziumJson, schemaIncludeLooksIntoPayload) {
  std::string text = "{\"schema\":{},\"payload\":{\"after\":{\"id\":1},\"op\":\"c\"}}";
  EXPECT_EQ(decode(mrFormatDebeziumJson, text, {{"schema-include", "true"}}).rows, Rows{"+I[1, null]"});
  EXPECT_NE(decode(mrFormatDebeziumJson, text).failure, "");
}

TEST(Raw, valuesAreTheRecordsBytes) {
  EXPECT_EQ(decode(mrFormatRaw, "a,b\n\nc\r\n", {}, {{"v", stringType()}}).rows, (Rows{"+I[a,b]", "+I[]", "+I[c]"}));
  EXPECT_EQ(decode(mrFormatRaw, std::string("\0\0\1\2", 4), {}, {{"v", kInt}}, true).rows, Rows{"+I[258]"});
  EXPECT_EQ(decode(mrFormatRaw, std::string("\2\1\0\0", 4), {{"endianness", "little-endian"}}, {{"v", kInt}}, true).rows, Rows{"+I[258]"});
  EXPECT_NE(decode(mrFormatRaw, "abc", {}, {{"v", kInt}}, true).failure, "");
  EXPECT_EQ(decode(mrFormatRaw, "a;b;", {{"line-delimiter", ";"}}, {{"v", stringType()}}, true).rows, (Rows{"+I[a]", "+I[b]"}));
  EXPECT_EQ(decode(mrFormatRaw, "\xE9", {{"charset", "ISO-8859-1"}}, {{"v", stringType()}}, true).rows, Rows{"+I[\xC3\xA9]"});
  EXPECT_NE(decode(mrFormatRaw, "", {{"charset", "EBCDIC"}}, {{"v", stringType()}}).failure, "");
  EXPECT_NE(decode(mrFormatRaw, "", {}, kSchema).failure, "");
}

} // namespace
} // namespace millrace::test
