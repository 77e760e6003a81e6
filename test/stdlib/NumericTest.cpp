// Numbers: wrapping, division by zero, rounding by decimal text. Expectations: Java's operators and BigDecimal.
#include "test/stdlib/Call.h"

#include <cmath>

namespace millrace {
namespace {

struct NumericTest : testing::Test, Caller {
  double real(std::string_view name, std::string_view parameters, double a) { return call<double>(name, parameters, {}, a).value.value_or(-999); }
};

TEST_F(NumericTest, IntegerDivision) {
  EXPECT_EQ(call<int32_t>("int /", "INT, INT", {}, int32_t{-7}, int32_t{2}).value, -3);
  EXPECT_EQ(call<int32_t>("int %", "INT, INT", {}, int32_t{-7}, int32_t{2}).value, -1);
  EXPECT_EQ(call<int32_t>("int /", "INT, INT", {}, INT32_MIN, int32_t{-1}).value, INT32_MIN);
  EXPECT_EQ(call<int64_t>("bigint /", "BIGINT, BIGINT", {}, INT64_MIN, int64_t{-1}).value, INT64_MIN);
  EXPECT_EQ(call<int8_t>("tinyint %", "TINYINT, TINYINT", {}, int8_t{-128}, int8_t{-1}).value, 0);
  auto failed = call<int32_t>("int /", "INT, INT", {}, int32_t{1}, int32_t{0});
  EXPECT_TRUE(failed.failed);
  EXPECT_EQ(failed.message, "/ by zero");
  EXPECT_TRUE(call<int64_t>("MOD", "BIGINT, BIGINT", {}, int64_t{1}, int64_t{0}).failed);
}

TEST_F(NumericTest, IntegerRounding) {
  auto round = [&](int32_t value, int32_t digits) { return *call<int32_t>("ROUND", "INT, INT", {}, value, digits).value; };
  EXPECT_EQ(round(115, -1), 120);
  EXPECT_EQ(round(-115, -1), -120);
  EXPECT_EQ(round(114, -1), 110);
  EXPECT_EQ(round(49, -2), 0);
  EXPECT_EQ(round(7, 3), 7);
  EXPECT_EQ(round(INT32_MAX, -9), 2000000000);
  EXPECT_EQ(round(5, -30), 0);
  EXPECT_EQ((*call<int32_t>("TRUNCATE", "INT, INT", {}, int32_t{-119}, int32_t{-1}).value), -110);
  EXPECT_EQ((*call<int32_t>("ABS", "INT", {}, INT32_MIN).value), INT32_MIN);
  EXPECT_EQ((*call<int8_t>("SIGN", "TINYINT", {}, int8_t{-9}).value), -1);
}

TEST_F(NumericTest, DoubleRoundingGoesThroughText) {
  auto round = [&](double value, int32_t digits) { return *call<double>("ROUND", "DOUBLE, INT", {}, value, digits).value; };
  EXPECT_EQ(round(2.675, 2), 2.68); // the double is below 2.675, its text is not
  EXPECT_EQ(round(1.005, 2), 1.01);
  EXPECT_EQ(round(-2.5, 0), -3.0);
  EXPECT_EQ(round(0.5, 0), 1.0);
  EXPECT_EQ(round(0.05, 0), 0.0);
  EXPECT_EQ(round(1234.5, -2), 1200.0);
  EXPECT_EQ(round(1250, -2), 1300.0);
  EXPECT_EQ(round(99.99, 1), 100.0);
  EXPECT_EQ(round(1e300, 2), 1e300);
  EXPECT_FALSE(std::signbit(round(-0.2, 0)));
  EXPECT_EQ((*call<double>("TRUNCATE", "DOUBLE, INT", {}, 2.679, int32_t{2}).value), 2.67);
  EXPECT_EQ((*call<double>("TRUNCATE", "DOUBLE", {}, -2.9).value), -2.0);
  EXPECT_TRUE((call<double>("ROUND", "DOUBLE", {}, std::nan("")).failed));
}

TEST_F(NumericTest, Mathematics) {
  EXPECT_EQ(real("SQRT", "DOUBLE", 16), 4);
  EXPECT_TRUE(std::isnan(real("SQRT", "DOUBLE", -1)));
  EXPECT_TRUE(std::isinf(real("LN", "DOUBLE", 0)));
  EXPECT_EQ(real("LOG10", "DOUBLE", 100), 2);
  EXPECT_EQ((*call<double>("LOG", "DOUBLE, DOUBLE", {}, 2.0, 8.0).value), std::log(8.0) / std::log(2.0));
  EXPECT_TRUE(std::isnan((*call<double>("POWER", "DOUBLE, DOUBLE", {}, 1.0, HUGE_VAL).value))); // Java, not C
  EXPECT_EQ(real("DEGREES", "DOUBLE", 3.141592653589793), 180.0);
  EXPECT_EQ(real("FLOOR", "DOUBLE", -1.5), -2.0);
}

TEST_F(NumericTest, GreatestAndLeast) {
  EXPECT_EQ((*call<int32_t>("GREATEST", "INT...", {}, int32_t{3}, int32_t{10}, int32_t{7}).value), 10);
  EXPECT_EQ((*call<int32_t>("LEAST", "INT...", {}, int32_t{3}, int32_t{-10}, int32_t{7}).value), -10);
  EXPECT_EQ((*call<StringView>("GREATEST", "STRING...", {}, text("ab"), text("b"), text("a")).value), "b");
  EXPECT_EQ((call<Decimal>("LEAST", "DECIMAL...", {}, Decimal{15}, Decimal{-15}).value->unscaled), -15);
  Timestamp early{1, 0, 0}, late{1, 5, 0};
  EXPECT_EQ((call<Timestamp>("GREATEST", "TIMESTAMP...", {}, early, late).value->nanoOfMs), 5);
}

TEST_F(NumericTest, RandomNumbersStayInBounds) {
  for (int i = 0; i < 1000; ++i) {
    double value = *call<double>("RAND", "", {}).value;
    EXPECT_GE(value, 0.0);
    EXPECT_LT(value, 1.0);
    int32_t whole = *call<int32_t>("RAND_INTEGER", "INT", {}, int32_t{7}).value;
    EXPECT_TRUE(whole >= 0 && whole < 7);
  }
  EXPECT_TRUE((call<int32_t>("RAND_INTEGER", "INT", {}, int32_t{0}).failed));
}

} // namespace
} // namespace millrace
