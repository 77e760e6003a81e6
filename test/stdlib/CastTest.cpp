// CAST decides what a value becomes and when a query fails. Expectations: Flink's cast rules and BinaryStringDataUtil, worked by hand.
#include "test/stdlib/Call.h"

#include <cmath>

namespace millrace {
namespace {

constexpr auto kVarChar = static_cast<int32_t>(TypeKind::VarChar), kChar = static_cast<int32_t>(TypeKind::Char),
               kBinary = static_cast<int32_t>(TypeKind::Binary), kVarBinary = static_cast<int32_t>(TypeKind::VarBinary);

struct CastTest : testing::Test, Caller {
  template <typename R, typename A>
  Outcome<Plain<R>> cast(const char *pair, const A &value, std::initializer_list<int32_t> types = {}) {
    std::string name = std::string("CAST:") + pair, from(pair, std::string_view(pair).find(':'));
    return call<R>(name, from, types, value);
  }
  template <typename R, typename A>
  Outcome<Plain<R>> tryCast(const char *pair, const A &value, std::initializer_list<int32_t> types = {}) {
    std::string name = std::string("TRY_CAST:") + pair, from(pair, std::string_view(pair).find(':'));
    return call<R>(name, from, types, value);
  }
  template <typename A> std::string toText(const char *pair, const A &value, std::initializer_list<int32_t> types) {
    return cast<StringView>(pair, value, types).value.value_or("NULL");
  }
};

TEST_F(CastTest, WholeNumbersWrap) {
  EXPECT_EQ((cast<int8_t>("INT:TINYINT", int32_t{200}).value), -56);
  EXPECT_EQ((cast<int32_t>("BIGINT:INT", int64_t{1} << 32).value), 0);
  EXPECT_EQ((cast<int64_t>("INT:BIGINT", int32_t{-1}).value), -1);
  EXPECT_EQ((cast<bool>("INT:BOOLEAN", int32_t{-1}).value), true);
  EXPECT_EQ((cast<int32_t>("BOOLEAN:INT", true).value), 1);
}

TEST_F(CastTest, FloatingNumbersSaturate) {
  EXPECT_EQ((cast<int32_t>("DOUBLE:INT", 1e10).value), INT32_MAX);
  EXPECT_EQ((cast<int32_t>("DOUBLE:INT", -2.9).value), -2);
  EXPECT_EQ((cast<int64_t>("DOUBLE:BIGINT", -1e300).value), INT64_MIN);
  EXPECT_EQ((cast<int32_t>("DOUBLE:INT", std::nan("")).value), 0);
  EXPECT_EQ((cast<int8_t>("DOUBLE:TINYINT", 300.7).value), 44); // through INT, then wrapped
  EXPECT_EQ((cast<int8_t>("DOUBLE:TINYINT", 1e10).value), -1);
}

TEST_F(CastTest, Decimals) {
  EXPECT_EQ((cast<Decimal>("INT:DECIMAL", int32_t{7}, {4, 2}).value->unscaled), 700);
  EXPECT_TRUE((cast<Decimal>("INT:DECIMAL", int32_t{100}, {4, 2}).isNull()));
  EXPECT_EQ((cast<Decimal>("DOUBLE:DECIMAL", 1.255, {5, 2}).value->unscaled), 126); // by text, half up
  EXPECT_TRUE((cast<Decimal>("DOUBLE:DECIMAL", 1e20, {5, 2}).isNull()));
  EXPECT_TRUE((cast<Decimal>("DOUBLE:DECIMAL", std::nan(""), {5, 2}).failed));
  EXPECT_TRUE((tryCast<Decimal>("DOUBLE:DECIMAL", std::nan(""), {5, 2}).isNull()));
  EXPECT_EQ((cast<Decimal>("DECIMAL:DECIMAL", Decimal{-125}, {2, 5, 1}).value->unscaled), -13);
  EXPECT_TRUE((cast<Decimal>("DECIMAL:DECIMAL", Decimal{99999}, {2, 3, 1}).isNull()));
  EXPECT_EQ((cast<int32_t>("DECIMAL:INT", Decimal{-299}, {2}).value), -2);
  EXPECT_EQ((cast<int8_t>("DECIMAL:TINYINT", Decimal{30000}, {2}).value), 44);
  EXPECT_EQ((cast<double>("DECIMAL:DOUBLE", Decimal{275}, {3, 2}).value), 2.75);
  Int128 big = static_cast<Int128>(1234567890123456789) * 1000;
  EXPECT_EQ((cast<double>("DECIMAL:DOUBLE", Decimal{big}, {38, 3}).value), 1234567890123456789.0);
}

TEST_F(CastTest, NumbersToText) {
  EXPECT_EQ(toText("INT:STRING", int32_t{-7}, {kVarChar, kMaxLength}), "-7");
  EXPECT_EQ(toText("BIGINT:STRING", INT64_MIN, {kVarChar, kMaxLength}), "-9223372036854775808");
  EXPECT_EQ(toText("DOUBLE:STRING", 1e10, {kVarChar, kMaxLength}), "1.0E10");
  EXPECT_EQ(toText("DOUBLE:STRING", 100.0, {kVarChar, kMaxLength}), "100.0");
  EXPECT_EQ(toText("FLOAT:STRING", 0.1f, {kVarChar, kMaxLength}), "0.1");
  EXPECT_EQ(toText("DECIMAL:STRING", Decimal{-5}, {3, kVarChar, kMaxLength}), "-0.005");
  EXPECT_EQ(toText("BOOLEAN:STRING", false, {kVarChar, kMaxLength}), "FALSE");
}

TEST_F(CastTest, LengthsCutAndPad) {
  EXPECT_EQ(toText("STRING:STRING", text("äöü"), {kVarChar, 2}), "äö");
  EXPECT_EQ(toText("STRING:STRING", text("äö"), {kChar, 4}), "äö  ");
  EXPECT_EQ(toText("STRING:STRING", text("äö"), {kVarChar, 4}), "äö");
  EXPECT_EQ(toText("INT:STRING", int32_t{12345}, {kVarChar, 3}), "123");
  EXPECT_EQ(toText("BOOLEAN:STRING", true, {kChar, 6}), "TRUE  ");
  EXPECT_EQ(toText("STRING:BYTES", text("ab"), {kBinary, 4}), std::string("ab\0\0", 4));
  EXPECT_EQ(toText("BYTES:BYTES", text("abcd"), {kVarBinary, 2}), "ab");
  EXPECT_EQ(toText("BYTES:STRING", text("a\xFFz\xE2\x82"), {kVarChar, kMaxLength}), "a\xEF\xBF\xBDz\xEF\xBF\xBD");
  EXPECT_EQ(toText("BYTES:STRING", text("ä"), {kVarChar, kMaxLength}), "ä");
}

TEST_F(CastTest, TextToWholeNumbers) {
  auto whole = [&](std::string_view value) { return cast<int32_t>("STRING:INT", text(value)); };
  EXPECT_EQ(whole(" 42 ").value, 42);
  EXPECT_EQ(whole("-42.99").value, -42);
  EXPECT_EQ(whole("+7").value, 7);
  EXPECT_EQ(whole("-2147483648").value, INT32_MIN);
  EXPECT_EQ(whole("2147483648").message, "For input string: '2147483648'. Overflow.");
  EXPECT_EQ(whole("4x").message, "For input string: '4x'. Invalid character found.");
  EXPECT_EQ(whole("").message, "For input string: ''. Input is empty.");
  EXPECT_TRUE(whole("1.x").failed);
  EXPECT_TRUE(whole("-").failed);
  EXPECT_EQ((cast<int64_t>("STRING:BIGINT", text("-9223372036854775808")).value), INT64_MIN);
  EXPECT_TRUE((cast<int8_t>("STRING:TINYINT", text("128")).failed));
  EXPECT_TRUE((tryCast<int32_t>("STRING:INT", text("4x")).isNull()));
  EXPECT_EQ((tryCast<int32_t>("STRING:INT", text("4")).value), 4);
}

TEST_F(CastTest, TextToOtherNumbers) {
  EXPECT_EQ((cast<double>("STRING:DOUBLE", text(" 1.5e3 ")).value), 1500.0);
  EXPECT_TRUE((cast<double>("STRING:DOUBLE", text("1,5")).failed));
  auto exact = [&](std::string_view value, int32_t precision, int32_t scale) {
    auto outcome = cast<Decimal>("STRING:DECIMAL", text(value), {precision, scale});
    return outcome.failed ? std::string("FAILED") : std::to_string(static_cast<int64_t>(outcome.value->unscaled));
  };
  EXPECT_EQ(exact("1.255", 5, 2), "126");
  EXPECT_EQ(exact("-1.255", 5, 2), "-126");
  EXPECT_EQ(exact(" 12 ", 5, 2), "1200");
  EXPECT_EQ(exact("1e2", 5, 2), "10000");
  EXPECT_EQ(exact("12345", 5, 2), "FAILED");
  EXPECT_EQ(exact("abc", 5, 2), "FAILED");
  EXPECT_EQ(exact("", 5, 2), "FAILED");
  EXPECT_EQ(exact("12x", 5, 2), "1200"); // Flink forgives one character at the end in short decimals
  EXPECT_EQ(exact("1.2345678901234567895", 20, 18), "1234567890123456790");
  EXPECT_EQ(exact("12x", 20, 2), "FAILED");
}

TEST_F(CastTest, TextToBoolean) {
  for (const char *word : {"true", "T", "yes", "Y", "1"})
    EXPECT_EQ((cast<bool>("STRING:BOOLEAN", text(word)).value), true) << word;
  for (const char *word : {"FALSE", "f", "No", "n", "0"})
    EXPECT_EQ((cast<bool>("STRING:BOOLEAN", text(word)).value), false) << word;
  EXPECT_EQ((cast<bool>("STRING:BOOLEAN", text("maybe")).message), "Cannot parse 'maybe' as BOOLEAN.");
  EXPECT_TRUE((tryCast<bool>("STRING:BOOLEAN", text(" true")).isNull()));
}

TEST_F(CastTest, TextToTimePoints) {
  EXPECT_EQ((cast<int32_t>("STRING:DATE", text("1970-01-02")).value), 1);
  EXPECT_EQ((cast<int32_t>("STRING:DATE", text("1970-1-2 whatever")).value), 1);
  EXPECT_EQ((cast<int32_t>("STRING:DATE", text("1970")).value), 0);
  EXPECT_EQ((cast<int32_t>("STRING:DATE", text("2023-02-29")).message), "For input string: '2023-02-29'.");
  EXPECT_TRUE((tryCast<int32_t>("STRING:DATE", text("x")).isNull()));
  EXPECT_EQ((cast<int32_t>("STRING:TIME", text("01:02:03.4567"), {3}).value), 3723457);
  EXPECT_EQ((cast<int32_t>("STRING:TIME", text("01:02:03.4567"), {0}).value), 3723000);
  EXPECT_EQ((cast<int32_t>("STRING:TIME", text("1"), {0}).value), 3600000);
  EXPECT_TRUE((cast<int32_t>("STRING:TIME", text("24:00:00"), {0}).failed));
  auto stamp = [&](std::string_view value, int32_t precision) {
    auto outcome = cast<Timestamp>("STRING:TIMESTAMP", text(value), {precision});
    return outcome.failed ? std::string("FAILED") : std::to_string(outcome.value->ms) + "/" + std::to_string(outcome.value->nanoOfMs);
  };
  EXPECT_EQ(stamp("1970-01-01 00:00:01.123456789", 9), "1123/456789");
  EXPECT_EQ(stamp("1970-01-01 00:00:01.123456789", 6), "1123/456000");
  EXPECT_EQ(stamp("1970-01-01 00:00:01.19", 1), "1100/0");
  EXPECT_EQ(stamp("1970-1-1 0:0:1", 3), "1000/0");
  EXPECT_EQ(stamp("1970-01-02", 3), "86400000/0");
  EXPECT_EQ(stamp("1970-02-31", 3), std::to_string(58ll * 86400000) + "/0"); // SMART: the month's last day
  EXPECT_EQ(stamp("1970-01-01T00:00:01", 3), "FAILED");
  EXPECT_EQ(stamp("1970-01-01 00:00", 3), "FAILED");
  EXPECT_EQ(stamp("1970-13-01", 3), "FAILED");
  EXPECT_EQ(stamp(" 1970-01-01", 3), "FAILED");
  zone("Asia/Shanghai");
  EXPECT_EQ((cast<Timestamp>("STRING:TIMESTAMP_LTZ", text("1970-01-01 08:00:00"), {3}).value->ms), 0);
}

TEST_F(CastTest, TimePointsToText) {
  EXPECT_EQ(toText("DATE:STRING", int32_t{-1}, {kVarChar, kMaxLength}), "1969-12-31");
  EXPECT_EQ(toText("TIME:STRING", int32_t{3723450}, {3, kVarChar, kMaxLength}), "01:02:03.45");
  EXPECT_EQ(toText("TIME:STRING", int32_t{3723000}, {3, kVarChar, kMaxLength}), "01:02:03.0");
  EXPECT_EQ(toText("TIME:STRING", int32_t{3723450}, {0, kVarChar, kMaxLength}), "01:02:03");
  EXPECT_EQ(toText("TIMESTAMP:STRING", Timestamp{-1, 0, 0}, {3, kVarChar, kMaxLength}), "1969-12-31 23:59:59.999");
  EXPECT_EQ(toText("TIMESTAMP:STRING", Timestamp{1500, 20, 0}, {9, kVarChar, kMaxLength}), "1970-01-01 00:00:01.500000020");
  EXPECT_EQ(toText("TIMESTAMP:STRING", Timestamp{1500, 0, 0}, {0, kVarChar, kMaxLength}), "1970-01-01 00:00:01");
  EXPECT_EQ(toText("INTERVAL_MONTH:STRING", int32_t{-14}, {kVarChar, kMaxLength}), "-1-02");
  EXPECT_EQ(toText("INTERVAL_DAY:STRING", int64_t{93784005}, {kVarChar, kMaxLength}), "+1 02:03:04.005");
  zone("America/Los_Angeles");
  EXPECT_EQ(toText("TIMESTAMP_LTZ:STRING", Timestamp{0, 0, 0}, {3, kVarChar, kMaxLength}), "1969-12-31 16:00:00.000");
}

TEST_F(CastTest, AmongTimePoints) {
  zone("Europe/Berlin");
  // 2024-03-31 02:30 does not exist there: it becomes 03:30 CEST = 01:30 UTC.
  Timestamp gap{1711852200000, 0, 0};
  EXPECT_EQ((cast<Timestamp>("TIMESTAMP:TIMESTAMP_LTZ", gap, {3}).value->ms), 1711848600000);
  // 2024-10-27 02:30 is there twice: the earlier one, CEST = 00:30 UTC.
  Timestamp overlap{1729996200000, 0, 0};
  EXPECT_EQ((cast<Timestamp>("TIMESTAMP:TIMESTAMP_LTZ", overlap, {3}).value->ms), 1729989000000);
  EXPECT_EQ((cast<Timestamp>("TIMESTAMP_LTZ:TIMESTAMP", Timestamp{0, 0, 0}, {3}).value->ms), 3600000);
  EXPECT_EQ((cast<int32_t>("TIMESTAMP_LTZ:DATE", Timestamp{-1800000, 0, 0}).value), 0);
  EXPECT_EQ((cast<int32_t>("TIMESTAMP_LTZ:TIME", Timestamp{0, 0, 0}, {0}).value), 3600000);
  EXPECT_EQ((cast<Timestamp>("TIMESTAMP:TIMESTAMP", Timestamp{1234, 567890, 0}, {4}).value->nanoOfMs), 500000);
  EXPECT_EQ((cast<Timestamp>("TIMESTAMP:TIMESTAMP", Timestamp{1239, 567890, 0}, {2}).value->ms), 1230);
  EXPECT_EQ((cast<int32_t>("TIMESTAMP:DATE", Timestamp{-1, 0, 0}).value), 0); // Flink divides towards zero
  EXPECT_EQ((cast<Timestamp>("DATE:TIMESTAMP", int32_t{2}).value->ms), 172800000);
  EXPECT_EQ((cast<Timestamp>("DATE:TIMESTAMP_LTZ", int32_t{0}).value->ms), -3600000);
}

} // namespace
} // namespace millrace
