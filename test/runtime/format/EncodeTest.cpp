#include "runtime/abi/FormatAbi.h"
#include "runtime/abi/TypeBytes.h"
#include "runtime/kernels/TemporalText.h"
#include "runtime/row/RowBuilder.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace millrace {
namespace {

/// What a kernel appends.
template <typename Put> std::string put(Put call) {
  OutBuffer out;
  call(&out);
  std::string text(out.begin, out.sizeBytes());
  out.release();
  return text;
}
#define PUT(kernel, ...) put([&](OutBuffer *out) { kernel(out __VA_OPT__(, ) __VA_ARGS__); })

Type type(TypeKind kind, int32_t precision = 0, int32_t scale = 0) { return {kind, true, precision, scale, {}}; }
std::string jsonText(std::string_view text) {
  StringView view(text);
  return PUT(mr_json_put_string, &view);
}
std::string csvText(std::string_view text, char delimiter = ',', char quote = '"', char escape = 0) {
  StringView view(text);
  return PUT(mr_csv_put_string, &view, delimiter, quote, escape);
}

/// Expectations: Double.toString of JDK 19 and later.
TEST(Encode, doublesAsJava) {
  struct {
    double value;
    const char *text;
  } const cases[] = {{0, "0.0"}, {-0.0, "-0.0"}, {1, "1.0"}, {0.1, "0.1"}, {100, "100.0"}, {1234567, "1234567.0"}, {9999999.9, "9999999.9"},
                     {1e7, "1.0E7"}, {1.5e10, "1.5E10"}, {0.001, "0.001"}, {0.00099, "9.9E-4"}, {-123.456, "-123.456"}, {4.9e-324, "4.9E-324"},
                     {9.88e-323, "9.9E-323"}, {2e-323, "2.0E-323"}, {1.7976931348623157e308, "1.7976931348623157E308"}, {2e23, "2.0E23"},
                     {std::nan(""), "NaN"}, {INFINITY, "Infinity"}, {-INFINITY, "-Infinity"}};
  for (const auto &c : cases)
    EXPECT_EQ(PUT(mr_print_double, c.value), c.text);
  EXPECT_EQ(PUT(mr_print_float, 0.1f), "0.1");
  EXPECT_EQ(PUT(mr_print_float, 3.4028235e38f), "3.4028235E38");
  EXPECT_EQ(PUT(mr_print_float, 1.4e-45f), "1.4E-45");
  EXPECT_EQ(PUT(mr_print_float, 16777216.f), "1.6777216E7");
  EXPECT_EQ(PUT(mr_json_put_double, std::nan("")), "\"NaN\"");
  EXPECT_EQ(PUT(mr_json_put_float, 2.5f), "2.5");
}

/// Whatever is printed reads back as the same bits.
TEST(Encode, doublesRoundTrip) {
  uint64_t state = 1;
  for (int i = 0; i < 200000; ++i) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    uint64_t bits = state ^ state >> 29;
    double value, back = 0;
    std::memcpy(&value, &bits, 8);
    if (value != value)
      continue;
    char text[32];
    uint32_t size = mr_text_put_double(text, value);
    ASSERT_LE(size, 32u);
    ASSERT_TRUE(parseDouble(text, text + size, back));
    ASSERT_EQ(std::memcmp(&value, &back, 8), 0) << std::string(text, size);
  }
}

/// BigDecimal.toString, stripTrailingZeros().toString() and toPlainString.
TEST(Encode, decimals) {
  EXPECT_EQ(PUT(mr_print_decimal64, 1230, 2), "12.30");
  EXPECT_EQ(PUT(mr_print_decimal64, 0, 2), "0.00");
  EXPECT_EQ(PUT(mr_print_decimal64, -5, 2), "-0.05");
  EXPECT_EQ(PUT(mr_print_decimal64, 1, 6), "0.000001");
  EXPECT_EQ(PUT(mr_print_decimal64, 1, 7), "1E-7");
  EXPECT_EQ(PUT(mr_print_decimal64, -123, 10), "-1.23E-8");
  EXPECT_EQ(PUT(mr_json_put_decimal64, 1230, 2, 0), "12.3");
  EXPECT_EQ(PUT(mr_json_put_decimal64, 10000, 2, 0), "1E+2");
  EXPECT_EQ(PUT(mr_json_put_decimal64, 12000, 2, 0), "1.2E+2");
  EXPECT_EQ(PUT(mr_json_put_decimal64, 0, 2, 0), "0");
  EXPECT_EQ(PUT(mr_json_put_decimal64, 12000, 2, 1), "120.00");
  Decimal big;
  big.unscaled = powerOfTen(38) - 1;
  EXPECT_EQ(PUT(mr_json_put_decimal128, &big, 0, 1), std::string(38, '9'));
  big.unscaled = -(powerOfTen(38) - 1);
  EXPECT_EQ(PUT(mr_print_decimal128, &big, 38), "-0." + std::string(38, '9'));
  EXPECT_EQ(PUT(mr_csv_put_decimal64, 100000, 0, 0), "1E+5");
  EXPECT_EQ(PUT(mr_csv_put_decimal64, 100000, 0, 1), "100000");
  EXPECT_EQ(PUT(mr_print_i64, INT64_MIN), "-9223372036854775808");
  EXPECT_EQ(PUT(mr_print_i64, 0), "0");
  for (int digits = 1; digits < 19; ++digits)
    for (int64_t delta : {-1, 0, 1})
      EXPECT_EQ(PUT(mr_print_i64, static_cast<int64_t>(kPowersOfTen64[digits]) + delta), std::to_string(static_cast<int64_t>(kPowersOfTen64[digits]) + delta));
}

TEST(Encode, jsonStringsAsJackson) {
  EXPECT_EQ(jsonText("a\"b\\c/\b\t\n\f\r\x01\x1f\x7f"), "\"a\\\"b\\\\c/\\b\\t\\n\\f\\r\\u0001\\u001F\x7f\"");
  EXPECT_EQ(jsonText("\xC3\xA9\xF0\x9F\x98\x80"), "\"\xC3\xA9\xF0\x9F\x98\x80\"");
  for (size_t size = 0; size < 100; ++size)
    for (size_t at = 0; at < size; at += 7) {
      std::string text(size, 'x'), expected(size, 'x');
      text[at] = '"';
      EXPECT_EQ(jsonText(text), "\"" + expected.substr(0, at) + "\\\"" + expected.substr(at + 1) + "\"");
    }
  StringView bytes("\xFFhi", 3);
  EXPECT_EQ(PUT(mr_json_put_bytes, &bytes), "\"/2hp\"");
  bytes = StringView("a", 1);
  EXPECT_EQ(PUT(mr_json_put_bytes, &bytes), "\"YQ==\"");
}

/// Jackson's CsvEncoder._mayNeedQuotes: longer than 24, or a character up to max(delimiter, quote).
TEST(Encode, csvStringsAsJackson) {
  EXPECT_EQ(csvText("abc"), "abc");
  EXPECT_EQ(csvText(""), "");
  EXPECT_EQ(csvText("a b"), "\"a b\"");
  EXPECT_EQ(csvText("a-b"), "a-b");
  EXPECT_EQ(csvText("a,b"), "\"a,b\"");
  EXPECT_EQ(csvText("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(csvText(std::string(24, 'x')), std::string(24, 'x'));
  EXPECT_EQ(csvText(std::string(25, 'x')), "\"" + std::string(25, 'x') + "\"");
  EXPECT_EQ(csvText("1", ';'), "\"1\"");
  EXPECT_EQ(csvText("a b", ',', 0), "a b");
  EXPECT_EQ(csvText("a\\b", ',', '"', '\\'), "\"a\\\\b\"");
  EXPECT_EQ(PUT(mr_csv_put_date, 0, ',', '"', 0), "1970-01-01");
  EXPECT_EQ(PUT(mr_csv_put_timestamp_ms, 0, ',', '"', 0), "\"1970-01-01 00:00:00\"");
  StringView bytes("\xFF\xFF\xFF", 3);
  EXPECT_EQ(PUT(mr_csv_put_bytes, &bytes, ',', '"', '/'), "\"////////\"");
}

/// LocalDateTime, Instant, LocalTime, Period and Duration toString; Flink's formatters for JSON.
TEST(Encode, temporals) {
  EXPECT_EQ(PUT(mr_print_timestamp_ms, 1577836800000), "2020-01-01T00:00");
  EXPECT_EQ(PUT(mr_print_timestamp_ms, 1577836801000), "2020-01-01T00:00:01");
  EXPECT_EQ(PUT(mr_print_timestamp_ms, 1577836800120), "2020-01-01T00:00:00.120");
  Timestamp fine = {-1, 999001, 0};
  EXPECT_EQ(PUT(mr_print_timestamp, &fine), "1969-12-31T23:59:59.999999001");
  EXPECT_EQ(PUT(mr_print_timestamp_ltz_ms, 0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(PUT(mr_print_time, 36000000), "10:00");
  EXPECT_EQ(PUT(mr_print_time, 36001500), "10:00:01.500");
  EXPECT_EQ(PUT(mr_print_date, -719529), "-0001-12-31");
  EXPECT_EQ(PUT(mr_print_date, 2932897), "+10000-01-01");
  EXPECT_EQ(PUT(mr_json_put_timestamp_ms, 1500, 0), "\"1970-01-01 00:00:01.5\"");
  EXPECT_EQ(PUT(mr_json_put_timestamp_ms, 0, 1), "\"1970-01-01T00:00:00\"");
  EXPECT_EQ(PUT(mr_json_put_timestamp_ltz_ms, 120, 0), "\"1970-01-01 00:00:00.12Z\"");
  EXPECT_EQ(PUT(mr_json_put_time, 1), "\"00:00:00.001\"");
  EXPECT_EQ(PUT(mr_print_interval_month, 14), "P1Y2M");
  EXPECT_EQ(PUT(mr_print_interval_month, 0), "P0D");
  EXPECT_EQ(PUT(mr_print_interval_month, -14), "P-1Y-2M");
  EXPECT_EQ(PUT(mr_print_interval_day, 0), "PT0S");
  EXPECT_EQ(PUT(mr_print_interval_day, 97383500), "PT27H3M3.5S");
  EXPECT_EQ(PUT(mr_print_interval_day, -500), "PT-0.5S");
  EXPECT_EQ(PUT(mr_print_interval_day, -61500), "PT-1M-1.5S");
  StringView bytes("\x01\xFE", 2);
  EXPECT_EQ(PUT(mr_print_bytes, &bytes), "[1, -2]");
}

TEST(Encode, daysAndDatesAgreeForEveryDayOfEightCenturies) {
  for (int64_t days = -200000; days < 100000; ++days) {
    CivilDate date = civilFromDays(days);
    ASSERT_EQ(daysFromCivil(date.year, date.month, date.day), days);
    ASSERT_LE(date.day, daysInMonth(date.year, date.month));
  }
}

TEST(Encode, rawBytes) {
  EXPECT_EQ(PUT(mr_raw_put_integer, 258, 4, 1), std::string("\0\0\1\2", 4));
  EXPECT_EQ(PUT(mr_raw_put_integer, 258, 2, 0), "\2\1");
  EXPECT_EQ(PUT(mr_raw_put_integer, -1, 8, 1), std::string(8, '\xFF'));
  EXPECT_EQ(PUT(mr_raw_put_bool, true), "\1");
}

TEST(Encode, nestedValues) {
  Type row = type(TypeKind::Row), array = type(TypeKind::Array), map = type(TypeKind::Map);
  row.children = {{"a", type(TypeKind::Int)}, {"b\"", type(TypeKind::Decimal, 5, 2)}, {"c", type(TypeKind::VarChar, kMaxLength)}};
  NestedRowBuilder rowBuilder(row.children);
  rowBuilder.begin();
  rowBuilder.set(0, static_cast<int32_t>(1));
  rowBuilder.setDecimal(1, 250);
  NestedView rowValue = rowBuilder.finish();
  std::string rowType = typeBytes(row);
  const auto *rowBytes = reinterpret_cast<const uint8_t *>(rowType.data());
  EXPECT_EQ(PUT(mr_json_put_nested, &rowValue, rowBytes, 0, nullptr), "{\"a\":1,\"b\\\"\":2.5,\"c\":null}");
  EXPECT_EQ(PUT(mr_json_put_nested, &rowValue, rowBytes, kJsonPutIgnoreNull | kJsonPutPlainDecimal, nullptr), "{\"a\":1,\"b\\\"\":2.50}");
  EXPECT_EQ(PUT(mr_print_nested, &rowValue, rowBytes), "+I[1, 2.50, null]");
  StringView semicolon(";", 1), none("n/a", 3);
  EXPECT_EQ(PUT(mr_csv_put_nested, &rowValue, rowBytes, 0, &semicolon, &none, ',', '"', 0), "1;2.5;n/a");

  array.children = {{"", type(TypeKind::VarChar, kMaxLength)}};
  ArrayBuilder keys(array.children[0].type), values(type(TypeKind::Int));
  keys.begin(2);
  keys.setString(0, "k,");
  NestedView keyArray = keys.finish();
  std::string arrayType = typeBytes(array);
  const auto *arrayBytes = reinterpret_cast<const uint8_t *>(arrayType.data());
  EXPECT_EQ(PUT(mr_json_put_nested, &keyArray, arrayBytes, 0, nullptr), "[\"k,\",null]");
  EXPECT_EQ(PUT(mr_print_nested, &keyArray, arrayBytes), "[k,, null]");
  EXPECT_EQ(PUT(mr_csv_put_nested, &keyArray, arrayBytes, 0, &semicolon, &none, ',', '"', 0), "\"k,;n/a\"");

  map.children = {{"", type(TypeKind::VarChar, kMaxLength)}, {"", type(TypeKind::Int)}};
  values.begin(2);
  values.set(0, static_cast<int32_t>(7));
  std::vector<uint8_t> storage;
  NestedView mapValue = buildMap(keyArray, values.finish(), storage);
  std::string mapType = typeBytes(map);
  const auto *mapBytes = reinterpret_cast<const uint8_t *>(mapType.data());
  OutBuffer out;
  EXPECT_NE(mr_json_put_nested(&out, &mapValue, mapBytes, 0, nullptr), 0); // mode FAIL
  out.release();
  EXPECT_EQ(PUT(mr_json_put_nested, &mapValue, mapBytes, kJsonPutNullKeyDrop, nullptr), "{\"k,\":7}");
  EXPECT_EQ(PUT(mr_json_put_nested, &mapValue, mapBytes, kJsonPutNullKeyLiteral, &none), "{\"k,\":7,\"n/a\":null}");
  EXPECT_EQ(PUT(mr_print_nested, &mapValue, mapBytes), "{k,=7, null=null}");
}

TEST(Encode, objectsWithoutNullFieldsClose) {
  EXPECT_EQ(put([](OutBuffer *out) { mr_put_bytes(out, "{", 1); mr_json_close_object(out); }), "{}");
  EXPECT_EQ(put([](OutBuffer *out) { mr_put_bytes(out, "{\"a\":1,", 7); mr_json_close_object(out); }), "{\"a\":1}");
}

} // namespace
} // namespace millrace
