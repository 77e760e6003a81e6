#include "stdlib/decimal/Scale.h"

namespace millrace::decimal {
namespace {

/// `left` ± `right` where scaling up may need more than 128 bits.
Nullable<Decimal> addWide(Int128 left, int32_t leftScale, Int128 right, int32_t rightScale, int32_t precision, int32_t scale) {
  int32_t common = leftScale > rightScale ? leftScale : rightScale;
  UInt256 a = wide::multiply(wide::magnitude(left), wide::powerOfTen(common - leftScale));
  UInt256 b = wide::multiply(wide::magnitude(right), wide::powerOfTen(common - rightScale));
  bool negative = left < 0;
  UInt256 sum;
  if ((left < 0) == (right < 0)) {
    sum = wide::add(a, b);
  } else if (wide::compare(a, b) >= 0) {
    sum = wide::subtract(a, b);
  } else {
    sum = wide::subtract(b, a);
    negative = right < 0;
  }
  return rescaleWide(sum, negative, common, scale, precision);
}

Nullable<Decimal> addScaled(Int128 left, Int128 right, int32_t p0, int32_t s0, int32_t p1, int32_t s1, int32_t pr, int32_t sr) {
  int32_t common = s0 > s1 ? s0 : s1;
  // 37 digits each leave room for their sum in 127 bits.
  if (p0 + common - s0 > 37 || p1 + common - s1 > 37)
    return addWide(left, s0, right, s1, pr, sr);
  Int128 sum = left * static_cast<Int128>(wide::powerOfTen(common - s0)) + right * static_cast<Int128>(wide::powerOfTen(common - s1));
  return rescale(sum, common, sr, pr);
}

Nullable<Decimal> plus(FunctionContext &, Decimal left, Decimal right, TypeConstant p0, TypeConstant s0, TypeConstant p1,
                       TypeConstant s1, TypeConstant pr, TypeConstant sr) {
  return addScaled(left.unscaled, right.unscaled, p0, s0, p1, s1, pr, sr);
}

Nullable<Decimal> minus(FunctionContext &, Decimal left, Decimal right, TypeConstant p0, TypeConstant s0, TypeConstant p1,
                        TypeConstant s1, TypeConstant pr, TypeConstant sr) {
  return addScaled(left.unscaled, -right.unscaled, p0, s0, p1, s1, pr, sr);
}

Nullable<Decimal> times(FunctionContext &, Decimal left, Decimal right, TypeConstant p0, TypeConstant s0, TypeConstant p1,
                        TypeConstant s1, TypeConstant pr, TypeConstant sr) {
  if (p0 + p1 <= 38)
    return rescale(left.unscaled * right.unscaled, s0 + s1, sr, pr);
  UInt256 product = wide::multiply(wide::magnitude(left.unscaled), wide::magnitude(right.unscaled));
  return rescaleWide(product, (left.unscaled < 0) != (right.unscaled < 0), s0 + s1, sr, pr);
}

int32_t digitCount(UInt128 value) {
  int32_t digits = 0;
  while (digits <= 38 && value >= wide::powerOfTen(digits))
    ++digits;
  return digits;
}

/// Whether quotient.remainder/divisor rounds up. Flink first rounds the quotient to 38 digits, so a fraction within that reach
/// of one half counts as one half.
bool roundsUp(UInt128 quotient, UInt128 remainder, UInt128 divisor) {
  if (remainder >= divisor - remainder)
    return true;
  int32_t fractionDigits = 38 - digitCount(quotient);
  if (fractionDigits <= 0 || quotient == 0 || divisor <= wide::powerOfTen(fractionDigits))
    return false;
  UInt128 rest;
  UInt256 fraction = wide::divide(wide::multiply(remainder, wide::powerOfTen(fractionDigits)), divisor, rest);
  UInt128 rounded = fraction.low + (rest >= divisor - rest);
  return rounded >= wide::powerOfTen(fractionDigits) / 2;
}

/// dividend * 10^digits / divisor. NULL when the quotient cannot fit 38 digits.
Nullable<Decimal> quotientOf(UInt128 dividend, int32_t digits, UInt128 divisor, bool negative, int32_t precision) {
  for (; digits > 38; --digits) {
    // A dividend past 10^38 makes a quotient past 10^38: the divisor has at most 38 digits.
    if (dividend >= wide::powerOfTen(37))
      return {};
    dividend *= 10;
  }
  UInt256 scaled = wide::multiply(dividend, wide::powerOfTen(digits));
  UInt128 remainder;
  UInt256 quotient = wide::divide(scaled, divisor, remainder);
  if (quotient.high != 0 || !fits(quotient.low, 38))
    return {};
  return checked(quotient.low + roundsUp(quotient.low, remainder, divisor), negative, precision);
}

Nullable<Decimal> divide(FunctionContext &context, Decimal left, Decimal right, TypeConstant s0, TypeConstant s1,
                         TypeConstant pr, TypeConstant sr) {
  if (right.unscaled == 0) {
    context.fail(FunctionError::DivisionByZero, StringView("Division by zero", 16));
    return {};
  }
  bool negative = (left.unscaled < 0) != (right.unscaled < 0);
  int32_t digits = sr + s1 - s0;
  if (digits >= 0)
    return quotientOf(wide::magnitude(left.unscaled), digits, wide::magnitude(right.unscaled), negative, pr);
  UInt128 quotient = wide::magnitude(left.unscaled) / wide::magnitude(right.unscaled);
  return checked(divideHalfUp(quotient, -digits), negative, pr);
}

Nullable<Decimal> modulo(FunctionContext &context, Decimal left, Decimal right, TypeConstant s0, TypeConstant s1,
                         TypeConstant pr, TypeConstant sr) {
  if (right.unscaled == 0) {
    context.fail(FunctionError::DivisionByZero, StringView("Division by zero", 16));
    return {};
  }
  UInt128 dividend = wide::magnitude(left.unscaled), divisor = wide::magnitude(right.unscaled), rest;
  if (s0 >= s1) {
    UInt256 scaled = wide::multiply(divisor, wide::powerOfTen(s0 - s1));
    rest = scaled.high != 0 || scaled.low > dividend ? dividend : dividend % scaled.low;
  } else {
    wide::divide(wide::multiply(dividend, wide::powerOfTen(s1 - s0)), divisor, rest);
  }
  return rescale(wide::withSign(rest, left.unscaled < 0), s0 > s1 ? s0 : s1, sr, pr);
}

Decimal negate(FunctionContext &, Decimal value) { return {-value.unscaled}; }
Decimal absolute(FunctionContext &, Decimal value) { return {value.unscaled < 0 ? -value.unscaled : value.unscaled}; }

/// Flink's SIGN keeps the type: -1, 0 or 1 at the argument's scale; NULL where 1 does not fit (DECIMAL(s, s)).
Nullable<Decimal> sign(FunctionContext &, Decimal value, TypeConstant precision, TypeConstant scale) {
  Int128 one = static_cast<Int128>(wide::powerOfTen(scale));
  Int128 result = value.unscaled == 0 ? 0 : value.unscaled < 0 ? -one : one;
  if (precision > kCompactDecimalPrecision)
    return rescale(result, scale, scale, precision);
  return Decimal{result};
}

Decimal floorOf(FunctionContext &, Decimal value, TypeConstant scale) {
  Int128 unit = static_cast<Int128>(wide::powerOfTen(scale));
  Int128 quotient = value.unscaled / unit;
  return {quotient - (value.unscaled % unit < 0)};
}

Decimal ceilOf(FunctionContext &, Decimal value, TypeConstant scale) {
  Int128 unit = static_cast<Int128>(wide::powerOfTen(scale));
  Int128 quotient = value.unscaled / unit;
  return {quotient + (value.unscaled % unit > 0)};
}

/// Rounds (or truncates) to `digits` fraction digits; negative digits clear integer digits. The result has scale `sr`.
Nullable<Decimal> cut(Int128 value, int32_t digits, bool halfUp, int32_t scale, int32_t pr, int32_t sr) {
  if (digits >= scale)
    return rescale(value, scale, sr, pr);
  if (digits < scale - 38)
    return Decimal{0};
  int32_t dropped = scale - digits;
  UInt128 unit = wide::powerOfTen(dropped);
  UInt128 kept = wide::magnitude(value) / unit;
  if (halfUp && wide::magnitude(value) % unit >= unit / 2)
    ++kept;
  if (kept != 0 && digits < 0 && kept >= wide::powerOfTen(38 + digits))
    return {};
  // With a literal `digits` sr is max(digits, 0); with a variable one the result keeps the argument's scale.
  if (digits < 0)
    return rescale(wide::withSign(kept * wide::powerOfTen(-digits), value < 0), 0, sr, pr);
  return rescale(wide::withSign(kept, value < 0), digits, sr, pr);
}

Nullable<Decimal> roundTo(FunctionContext &, Decimal value, int32_t digits, TypeConstant s0, TypeConstant pr, TypeConstant sr) {
  return cut(value.unscaled, digits, true, s0, pr, sr);
}
Nullable<Decimal> roundWhole(FunctionContext &, Decimal value, TypeConstant s0, TypeConstant pr, TypeConstant sr) {
  return cut(value.unscaled, 0, true, s0, pr, sr);
}
Nullable<Decimal> truncateTo(FunctionContext &, Decimal value, int32_t digits, TypeConstant s0, TypeConstant pr, TypeConstant sr) {
  return cut(value.unscaled, digits, false, s0, pr, sr);
}
Nullable<Decimal> truncateWhole(FunctionContext &, Decimal value, TypeConstant s0, TypeConstant pr, TypeConstant sr) {
  return cut(value.unscaled, 0, false, s0, pr, sr);
}

} // namespace
} // namespace millrace::decimal

using namespace millrace::decimal;
MR_FUNCTION(mr_fn_decimal_plus, plus)
MR_FUNCTION(mr_fn_decimal_minus, minus)
MR_FUNCTION(mr_fn_decimal_times, times)
MR_FUNCTION(mr_fn_decimal_divide, divide)
MR_FUNCTION(mr_fn_decimal_mod, modulo)
MR_FUNCTION(mr_fn_decimal_negate, negate)
MR_FUNCTION(mr_fn_decimal_abs, absolute)
MR_FUNCTION(mr_fn_decimal_sign, sign)
MR_FUNCTION(mr_fn_decimal_floor, floorOf)
MR_FUNCTION(mr_fn_decimal_ceil, ceilOf)
MR_FUNCTION(mr_fn_decimal_round, roundTo)
MR_FUNCTION(mr_fn_decimal_round_0, roundWhole)
MR_FUNCTION(mr_fn_decimal_truncate, truncateTo)
MR_FUNCTION(mr_fn_decimal_truncate_0, truncateWhole)
