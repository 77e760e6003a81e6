// Money must add up: exact arithmetic, its rounding, its overflow to NULL. Expectations by hand from BigDecimal's rules.
#include "test/stdlib/Call.h"

namespace millrace {
namespace {

Int128 wide(const char *digits) {
  bool negative = *digits == '-';
  Int128 value = 0;
  for (const char *c = digits + negative; *c != 0; ++c)
    value = value * 10 + (*c - '0');
  return negative ? -value : value;
}

struct DecimalTest : testing::Test, Caller {
  Outcome<Decimal> op(const char *name, std::initializer_list<int32_t> types, Int128 left, Int128 right) {
    return call<Decimal>(name, "DECIMAL, DECIMAL", types, Decimal{left}, Decimal{right});
  }
};

TEST_F(DecimalTest, AddsAcrossScales) {
  EXPECT_EQ(op("decimal +", {10, 2, 5, 4, 13, 4}, 150, 22500).value->unscaled, 37500); // 1.50 + 2.2500 = 3.7500
  EXPECT_EQ(op("decimal -", {10, 2, 5, 4, 13, 4}, 150, 22500).value->unscaled, -7500);
}

TEST_F(DecimalTest, AddsPast37Digits) {
  Int128 nines = wide("99999999999999999999999999999999999999"); // 38 digits
  EXPECT_TRUE(op("decimal +", {38, 0, 38, 0, 38, 0}, nines, 1).isNull());
  EXPECT_EQ(op("decimal +", {38, 0, 38, 0, 38, 0}, nines, -1).value->unscaled, nines - 1);
  EXPECT_EQ(op("decimal +", {38, 0, 38, 0, 38, 0}, -nines, nines).value->unscaled, 0);
  // DECIMAL(38, 8) + DECIMAL(32, 8) has scale 7: 0.00000005 rounds half up to 0.0000001.
  EXPECT_EQ(op("decimal +", {38, 8, 32, 8, 38, 7}, 2, 3).value->unscaled, 1);
  EXPECT_EQ(op("decimal +", {38, 8, 32, 8, 38, 7}, -2, -3).value->unscaled, -1);
  EXPECT_EQ(op("decimal +", {38, 8, 32, 8, 38, 7}, 2, 2).value->unscaled, 0);
}

TEST_F(DecimalTest, Multiplies) {
  EXPECT_EQ(op("decimal *", {2, 1, 3, 2, 6, 3}, 15, 225).value->unscaled, 3375);
  // 38-digit operands: 2 * 10^37 squared does not fit, 10^19 squared (scale 10 each, result scale 6) does.
  EXPECT_TRUE(op("decimal *", {38, 0, 38, 0, 38, 0}, wide("20000000000000000000000000000000000000"), 10).isNull());
  // 1000000000.0000000000 * itself = 10^18 at scale 6.
  EXPECT_EQ(op("decimal *", {38, 10, 38, 10, 38, 6}, wide("10000000000000000000"), wide("10000000000000000000")).value->unscaled,
            wide("1000000000000000000000000"));
  // 0.0000000005 * 1 at scale 9 (20 to 9): half up.
  EXPECT_EQ(op("decimal *", {38, 10, 38, 10, 38, 9}, 5, wide("10000000000")).value->unscaled, 1);
}

TEST_F(DecimalTest, DividesHalfUp) {
  EXPECT_EQ(op("decimal /", {1, 1, 8, 6}, 10, 30).value->unscaled, 333333);  // 1.0 / 3.0
  EXPECT_EQ(op("decimal /", {1, 1, 8, 6}, 20, 30).value->unscaled, 666667);
  EXPECT_EQ(op("decimal /", {1, 1, 8, 6}, -20, 30).value->unscaled, -666667);
  EXPECT_EQ(op("decimal /", {0, 0, 38, 6}, 1, 2000000).value->unscaled, 1); // 0.0000005
  Outcome<Decimal> zero = op("decimal /", {1, 1, 8, 6}, 10, 0);
  EXPECT_TRUE(zero.failed);
  EXPECT_EQ(zero.message, "Division by zero");
}

TEST_F(DecimalTest, DivisionThatDoesNotFitIsNull) {
  // 10^37 / 10^-38 cannot fit: DECIMAL(38, 0) / DECIMAL(38, 38) has scale 6.
  EXPECT_TRUE(op("decimal /", {0, 38, 38, 6}, wide("10000000000000000000000000000000000000"), 1).isNull());
  EXPECT_TRUE(op("decimal /", {0, 0, 3, 0}, 1000, 1).isNull());
  EXPECT_EQ(op("decimal /", {0, 38, 38, 6}, 0, 1).value->unscaled, 0);
}

TEST_F(DecimalTest, DivisionRoundsTwiceLikeFlink) {
  // 10^37 / (2 * 10^37 + 1) = 0.5 - 2.5e-38: 38 digits still tell it from one half, so it rounds down.
  EXPECT_EQ(op("decimal /", {0, 0, 38, 0}, wide("10000000000000000000000000000000000000"), wide("20000000000000000000000000000000000001")).value->unscaled, 0);
  // (6 * 10^37 + 2) / (4 * 10^37 + 2) = 1.5 - 2.5e-38: with an integer digit, 38 digits round it to 1.5 and that to 2.
  Int128 divisor = wide("40000000000000000000000000000000000002");
  Int128 dividend = wide("60000000000000000000000000000000000002");
  EXPECT_EQ(op("decimal /", {0, 0, 38, 0}, dividend, divisor).value->unscaled, 2);
}

TEST_F(DecimalTest, Remainders) {
  EXPECT_EQ(op("decimal %", {1, 1, 3, 1}, -55, 20).value->unscaled, -15);
  EXPECT_EQ(op("decimal %", {2, 0, 5, 2}, 1234, 5).value->unscaled, 234);  // 12.34 % 5
  EXPECT_EQ(op("decimal %", {0, 2, 5, 2}, 7, 250).value->unscaled, 200);   // 7 % 2.50
  EXPECT_TRUE(op("decimal %", {0, 0, 5, 0}, 7, 0).failed);
}

TEST_F(DecimalTest, ComparesAcrossScales) {
  auto compare = [&](Int128 left, int32_t s0, Int128 right, int32_t s1) {
    return *call<int32_t>("decimal compare", "DECIMAL, DECIMAL", {s0, s1}, Decimal{left}, Decimal{right}).value;
  };
  EXPECT_EQ(compare(150, 2, 15, 1), 0);
  EXPECT_EQ(compare(149, 2, 15, 1), -1);
  EXPECT_EQ(compare(15, 1, 149, 2), 1);
  Int128 huge = wide("99999999999999999999999999999999999999");
  EXPECT_EQ(compare(huge, 0, huge, 38), 1);
  EXPECT_EQ(compare(-huge, 0, huge, 38), -1);
  EXPECT_EQ(compare(huge, 38, huge, 0), -1);
  EXPECT_EQ(compare(huge, 38, -huge, 0), 1);
}

TEST_F(DecimalTest, RoundsAndCuts) {
  auto round = [&](Int128 value, int32_t digits, std::initializer_list<int32_t> types) {
    return call<Decimal>("ROUND", "DECIMAL, INT", types, Decimal{value}, digits);
  };
  EXPECT_EQ(round(2555, 2, {3, 4, 2}).value->unscaled, 256);
  EXPECT_EQ(round(-2555, 2, {3, 4, 2}).value->unscaled, -256);
  EXPECT_EQ(round(2554, 2, {3, 4, 2}).value->unscaled, 255);
  EXPECT_EQ(round(155500, -1, {3, 4, 0}).value->unscaled, 160); // 155.5 → 160
  EXPECT_EQ(round(144999, -1, {3, 4, 0}).value->unscaled, 140);
  EXPECT_EQ(call<Decimal>("ROUND", "DECIMAL", {1, 3, 0}, Decimal{-25}).value->unscaled, -3);
  EXPECT_EQ(call<Decimal>("TRUNCATE", "DECIMAL, INT", {3, 5, 2}, Decimal{42329}, int32_t{2}).value->unscaled, 4232);
  EXPECT_EQ(call<Decimal>("FLOOR", "DECIMAL", {1}, Decimal{-15}).value->unscaled, -2);
  EXPECT_EQ(call<Decimal>("CEIL", "DECIMAL", {1}, Decimal{-15}).value->unscaled, -1);
  EXPECT_EQ(call<Decimal>("CEIL", "DECIMAL", {1}, Decimal{12}).value->unscaled, 2);
  EXPECT_EQ(call<Decimal>("SIGN", "DECIMAL", {2, 1}, Decimal{-25}).value->unscaled, -10);
}

} // namespace
} // namespace millrace
