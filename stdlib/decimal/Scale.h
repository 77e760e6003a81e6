/// Moves unscaled DECIMAL values between scales: HALF_UP, and NULL for what does not fit the precision.
#pragma once
#include "stdlib/Function.h"
#include "stdlib/decimal/Wide.h"

namespace millrace::decimal {

using wide::UInt128;
using wide::UInt256;

inline bool fits(UInt128 value, int32_t precision) { return value < wide::powerOfTen(precision); }

inline Nullable<Decimal> checked(UInt128 value, bool negative, int32_t precision) {
  if (!fits(value, precision))
    return {};
  return Decimal{wide::withSign(value, negative)};
}

/// value / 10^digits, HALF_UP. Precondition: 0 <= digits <= 38.
inline UInt128 divideHalfUp(UInt128 value, int32_t digits) {
  if (digits == 0)
    return value;
  UInt128 divisor = wide::powerOfTen(digits);
  UInt128 quotient = value / divisor;
  return quotient + (value % divisor >= divisor / 2);
}

/// Rescales a 256-bit magnitude.
inline Nullable<Decimal> rescaleWide(UInt256 value, bool negative, int32_t fromScale, int32_t toScale, int32_t precision) {
  if (toScale >= fromScale) {
    int32_t digits = toScale - fromScale;
    if (value.high != 0 || digits > precision || value.low >= wide::powerOfTen(precision - digits))
      return value.high == 0 && value.low == 0 ? Nullable<Decimal>(Decimal{0}) : Nullable<Decimal>();
    return Decimal{wide::withSign(value.low * wide::powerOfTen(digits), negative)};
  }
  int32_t digits = fromScale - toScale;
  for (; digits > 38; digits -= 38) {
    // Truncating whole blocks first keeps HALF_UP exact: the deciding digit comes last.
    UInt128 dropped;
    value = wide::divide(value, wide::powerOfTen(38), dropped);
  }
  UInt128 divisor = wide::powerOfTen(digits), remainder;
  UInt256 quotient = wide::divide(value, divisor, remainder);
  if (quotient.high != 0)
    return {};
  return checked(quotient.low + (remainder >= divisor / 2), negative, precision);
}

/// Rescales an unscaled value.
inline Nullable<Decimal> rescale(Int128 unscaled, int32_t fromScale, int32_t toScale, int32_t precision) {
  if (fromScale == toScale)
    return checked(wide::magnitude(unscaled), unscaled < 0, precision);
  if (fromScale > toScale && fromScale - toScale <= 38)
    return checked(divideHalfUp(wide::magnitude(unscaled), fromScale - toScale), unscaled < 0, precision);
  return rescaleWide({wide::magnitude(unscaled), 0}, unscaled < 0, fromScale, toScale, precision);
}

/// -1, 0 or 1 for values of different scales.
inline int32_t compare(Int128 left, int32_t leftScale, Int128 right, int32_t rightScale) {
  if (leftScale != rightScale) {
    bool scaleLeft = leftScale < rightScale;
    Int128 &smaller = scaleLeft ? left : right;
    int32_t digits = scaleLeft ? rightScale - leftScale : leftScale - rightScale;
    // Past 10^38 the value is larger in magnitude than anything at the other scale.
    if (wide::magnitude(smaller) >= wide::powerOfTen(38 - digits))
      return (smaller < 0) == scaleLeft ? -1 : 1;
    smaller *= static_cast<Int128>(wide::powerOfTen(digits));
  }
  return left == right ? 0 : left < right ? -1 : 1;
}

/// The nearest double, as Flink's DecimalDataUtils.doubleValue.
double toDouble(Int128 unscaled, int32_t precision, int32_t scale);

} // namespace millrace::decimal
