#include "test/runtime/format/DecodeHarness.h"

#include <gtest/gtest.h>

namespace millrace::test {
namespace {

const Type kInt = type(TypeKind::Int);

/// Rows of both ways, which must agree; `!` alone: a failure.
std::vector<std::string> decode(const std::string &text, const Schema &schema, OptionMap options = {}, Schema full = {},
                                bool isMessage = false) {
  DecodeHarness harness({.format = &mrFormatCsv, .schema = schema, .fullSchema = full, .options = std::move(options), .isMessage = isMessage});
  if (!harness.makeFailure().empty())
    return {harness.makeFailure()};
  Decoded complete = harness.complete(text), fast = harness.fast(text);
  EXPECT_EQ(complete.rows, fast.rows) << text;
  EXPECT_EQ(complete.failure.empty(), fast.failure.empty()) << text << "\n" << complete.failure << "\n" << fast.failure;
  return complete.failure.empty() ? complete.rows : std::vector<std::string>{"!"};
}

using Rows = std::vector<std::string>;
const Schema kTwo = {{"a", kInt}, {"b", stringType()}};

TEST(CsvDecode, fieldsQuotesAndLineEnds) {
  EXPECT_EQ(decode("1,x\n2,\"a,b\"\r\n3,\"say \"\"hi\"\"\"\n4,", kTwo), (Rows{"+I[1, x]", "+I[2, a,b]", "+I[3, say \"hi\"]", "+I[4, ]"}));
  EXPECT_EQ(decode("\"1\" ,x\n", kTwo), Rows{"+I[1, x]"}); // blanks behind a closing quote
  EXPECT_EQ(decode("\"1\"y,x\n", kTwo), Rows{"!"});
  EXPECT_EQ(decode("1,\"open\n2,x\n", kTwo), Rows{"!"});
  EXPECT_EQ(decode("1,a\"b\n", kTwo), Rows{"+I[1, a\"b]"}); // a quote inside is a character
  EXPECT_EQ(decode("1, x \n", kTwo), Rows{"+I[1,  x ]"});
  EXPECT_EQ(decode(" 1 ,x\n", kTwo), Rows{"+I[1, x]"}); // Integer.parseInt(text.trim())
  EXPECT_EQ(decode("1,0123456789012345678901234567890123456789\n", kTwo), Rows{"+I[1, 0123456789012345678901234567890123456789]"});
  EXPECT_EQ(decode("1,\xC3(\n", kTwo), Rows{"!"});
}

TEST(CsvDecode, numbersOfFields) {
  EXPECT_EQ(decode("1\n", kTwo), Rows{"!"});
  EXPECT_EQ(decode("1,x,y\n", kTwo), Rows{"!"});
  EXPECT_EQ(decode("1,x,\n", kTwo), Rows{"+I[1, x]"}); // allow-trailing-comma is true
  EXPECT_EQ(decode("1,x,,\n", kTwo), Rows{"!"});
  EXPECT_EQ(decode("1,x,\n", kTwo, {{"allow-trailing-comma", "false"}}), Rows{"!"});
  EXPECT_EQ(decode("1,x,y,z\n", kTwo, {{"ignore-trailing-unmappable", "true"}}), Rows{"+I[1, x]"});
  EXPECT_EQ(decode("1\n", kTwo, {{"ignore-parse-errors", "true"}}), Rows{"+I[1, null]"});
  EXPECT_EQ(decode("1\n", kTwo, {{"fail-on-missing-columns", "true"}, {"ignore-parse-errors", "true"}}), Rows{});
  EXPECT_EQ(decode("\n", kTwo), Rows{"!"}); // an empty line is a record with one empty field
  EXPECT_EQ(decode("\n", {{"b", stringType()}}), Rows{"+I[]"});
}

TEST(CsvDecode, options) {
  EXPECT_EQ(decode("1\t'x\ty'\n", kTwo, {{"field-delimiter", "\\t"}, {"quote-character", "'"}}), Rows{"+I[1, x\ty]"});
  EXPECT_EQ(decode("1,\"x\"\n", kTwo, {{"disable-quote-character", "true"}}), Rows{"+I[1, \"x\"]"});
  EXPECT_EQ(decode("1,a\\,b\\n\n", kTwo, {{"escape-character", "\\"}}), Rows{"+I[1, a,b\n]"});
  EXPECT_EQ(decode("n/a,n/a\n\"n/a\",x\n", kTwo, {{"null-literal", "n/a"}}), (Rows{"+I[null, null]", "+I[null, x]"}));
  EXPECT_EQ(decode("# 1,x\n2,y\n", kTwo, {{"allow-comments", "true"}}), Rows{"+I[2, y]"});
  EXPECT_EQ(decode("# 1,x\n", kTwo), Rows{"!"});
  EXPECT_EQ(decode(" 1 ,  x  \n", kTwo, {{"trim-spaces", "true"}}), Rows{"+I[1, x]"});
  EXPECT_EQ(decode("1,\n", kTwo, {{"empty-string-as-null", "true"}}), Rows{"+I[1, null]"});
  EXPECT_EQ(decode("x,y\n", kTwo, {{"ignore-parse-errors", "true"}}), Rows{"+I[null, y]"});
  EXPECT_NE(decode("", kTwo, {{"field-delimiter", "ab"}})[0].find("field-delimiter"), std::string::npos);
  EXPECT_NE(decode("", kTwo, {{"disable-quote-character", "true"}, {"quote-character", "'"}})[0].find("quote-character"), std::string::npos);
}

TEST(CsvDecode, values) {
  Schema schema = {{"d", type(TypeKind::Decimal, 5, 2)}, {"t", type(TypeKind::Timestamp, 3)}, {"date", type(TypeKind::Date)},
                   {"time", type(TypeKind::Time, 0)}, {"b", type(TypeKind::Boolean)}, {"f", type(TypeKind::Double)}};
  EXPECT_EQ(decode("1.005,1970-01-01 00:00:01,1970-1-2,00:00:01.9,TRUE,1e3\n", schema), Rows{"+I[101, 1000, 1, 1000, true, 1000]"});
  EXPECT_EQ(decode("1234,\" 1970-01-01 00:00:01.5 \",2023-02-31,01:00,x,NaN\n", schema), Rows{"+I[null, 1500, 19419, 3600000, false, nan]"});
  EXPECT_EQ(decode(" 1,1970-01-01 00:00:01,1970-01-02,00:00:01,true,1\n", schema), Rows{"!"}); // new BigDecimal(" 1")
  EXPECT_EQ(decode("1,1970-01-01T00:00:01,1970-01-02,00:00:01,true,1\n", schema), Rows{"!"});
  EXPECT_EQ(decode("1,1970-01-01 00:00:01,1970-01-02,24:00:00,true,1\n", schema), Rows{"!"});
}

TEST(CsvDecode, readsOnlyTheColumnsAskedFor) {
  Schema full = {{"a", kInt}, {"b", stringType()}, {"c", kInt}};
  EXPECT_EQ(decode("x,\"1,2\",3\n", {{"c", kInt}}, {}, full), Rows{"+I[3]"}); // `a` is not converted
  EXPECT_EQ(decode("1,y,3\n", {}, {}, full), Rows{"+I[]"});
}

TEST(CsvDecode, arraysAndRows) {
  Type array = type(TypeKind::Array), row = type(TypeKind::Row);
  array.children = {{"", kInt}};
  row.children = {{"x", kInt}, {"y", stringType()}};
  EXPECT_EQ(decode("1;2;3,4;z\n,\n", {{"a", array}, {"r", row}}), (Rows{"+I[[1, 2, 3], (4, z)]", "+I[[], null]"}));
  EXPECT_EQ(decode("1|x,4|z\n", {{"a", array}, {"r", row}}, {{"array-element-delimiter", "|"}}), Rows{"!"});
  EXPECT_EQ(decode("1,4\n", {{"a", array}, {"r", row}}), Rows{"!"});
  Type map = type(TypeKind::Map);
  map.children = {{"", stringType()}, {"", kInt}};
  EXPECT_NE(decode("", {{"m", map}})[0].find("MAP"), std::string::npos);
}

TEST(CsvDecode, lineEndsBetweenQuotes) {
  EXPECT_EQ(decode("1,\"x\ny\"\n2,z\n", kTwo), (Rows{"+I[1, x\ny]", "+I[2, z]"}));
  EXPECT_EQ(decode("\"1\",\"x\r\n\"\r\n2,\"\n\n\"", kTwo), (Rows{"+I[1, x\r\n]", "+I[2, \n\n]"}));
  EXPECT_EQ(decode("1,\"a \"\"b\"\"\nc\"\n2,z\n", kTwo), (Rows{"+I[1, a \"b\"\nc]", "+I[2, z]"}));
  EXPECT_EQ(decode("1,5\" pipe\n2,\"a\nb\"\n", kTwo), (Rows{"+I[1, 5\" pipe]", "+I[2, a\nb]"})); // a quote inside opens nothing
  EXPECT_EQ(decode("1,'x\ny'\n2,\"\n", kTwo, {{"quote-character", "'"}}), (Rows{"+I[1, x\ny]", "+I[2, \"]"}));
  EXPECT_EQ(decode("1,\"x\n2,y\n", kTwo, {{"disable-quote-character", "true"}}), (Rows{"+I[1, \"x]", "+I[2, y]"}));
  EXPECT_EQ(decode("1,\"x\\\"\ny\"\n2,a\\\nb\n", kTwo, {{"escape-character", "\\"}}), (Rows{"+I[1, x\"\ny]", "+I[2, a\nb]"}));
  EXPECT_EQ(decode("1,  \"x\ny\" \n2,z\n", kTwo, {{"trim-spaces", "true"}}), (Rows{"+I[1, x\ny]", "+I[2, z]"}));
  EXPECT_EQ(decode("# it's \"\n1,\"x\ny\"\n", kTwo, {{"allow-comments", "true"}}), Rows{"+I[1, x\ny]"});
  EXPECT_EQ(decode("x,\"1\n2\",3\n", {{"c", kInt}}, {}, {{"a", kInt}, {"b", stringType()}, {"c", kInt}}), Rows{"+I[3]"}); // not read
}

TEST(CsvDecode, carriageReturnsAlone) {
  EXPECT_EQ(decode("1,x\r2,y\r", kTwo), (Rows{"+I[1, x]", "+I[2, y]"}));
  EXPECT_EQ(decode("1,x\r2,\"y\rz\"\r\n3,w", kTwo), (Rows{"+I[1, x]", "+I[2, y\rz]", "+I[3, w]"}));
}

TEST(CsvDecode, failuresInRecordsOfSeveralLinesNameTheLine) {
  // The harness' record begins at line 1; the second line of the record is where the fault is.
  DecodeHarness harness({.format = &mrFormatCsv, .schema = kTwo});
  EXPECT_EQ(harness.complete("1,\"x\ny\"z\n").failure, "input:2:3: expected the field delimiter after the closing quote");
}

TEST(CsvDecode, messagesHoldLineEndsBetweenQuotes) {
  EXPECT_EQ(decode("1,\"x\ny\"", kTwo, {}, {}, true), Rows{"+I[1, x\ny]"});
  EXPECT_EQ(decode("1,x\n2,y\n", kTwo, {}, {}, true), Rows{"+I[1, x]"});
}

} // namespace
} // namespace millrace::test
