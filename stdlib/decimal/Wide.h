/// 256-bit magnitudes for exact DECIMAL arithmetic.
///
/// Bounds: an unscaled DECIMAL is below 10^38 < 2^127, so the product of two fits.
#pragma once
#include "runtime/kernels/NumberText.h"

namespace millrace::wide {

using UInt128 = unsigned __int128;

/// 10^exponent. Precondition: 0 <= exponent <= 38.
inline UInt128 powerOfTen(int32_t exponent) { return static_cast<UInt128>(millrace::powerOfTen(exponent)); }

inline UInt128 magnitude(Int128 value) { return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value); }
inline Int128 withSign(UInt128 value, bool negative) {
  return static_cast<Int128>(negative ? UInt128{0} - value : value);
}

struct UInt256 {
  UInt128 low = 0;
  UInt128 high = 0;
};

inline UInt256 multiply(UInt128 a, UInt128 b) {
  constexpr UInt128 kMask = ~uint64_t{0};
  UInt128 aLow = a & kMask, aHigh = a >> 64, bLow = b & kMask, bHigh = b >> 64;
  UInt128 lowLow = aLow * bLow, lowHigh = aLow * bHigh, highLow = aHigh * bLow, highHigh = aHigh * bHigh;
  UInt128 middle = (lowLow >> 64) + (lowHigh & kMask) + (highLow & kMask);
  UInt256 result;
  result.low = (middle << 64) | (lowLow & kMask);
  result.high = highHigh + (lowHigh >> 64) + (highLow >> 64) + (middle >> 64);
  return result;
}

inline int compare(const UInt256 &a, const UInt256 &b) {
  if (a.high != b.high)
    return a.high < b.high ? -1 : 1;
  return a.low == b.low ? 0 : a.low < b.low ? -1 : 1;
}

inline UInt256 add(const UInt256 &a, const UInt256 &b) {
  UInt256 sum{a.low + b.low, a.high + b.high};
  sum.high += sum.low < a.low;
  return sum;
}

/// Precondition: a >= b.
inline UInt256 subtract(const UInt256 &a, const UInt256 &b) {
  return {a.low - b.low, a.high - b.high - (a.low < b.low)};
}

/// The whole quotient; `remainder` is what is left. Precondition: 0 < divisor < 2^127.
inline UInt256 divide(const UInt256 &dividend, UInt128 divisor, UInt128 &remainder) {
  UInt256 quotient;
  if (dividend.high == 0) {
    quotient.low = dividend.low / divisor;
    remainder = dividend.low % divisor;
    return quotient;
  }
  quotient.high = dividend.high / divisor;
  UInt128 rest = dividend.high % divisor;
  UInt128 low = dividend.low;
  for (int bit = 127; bit >= 0; --bit) {
    rest = (rest << 1) | ((low >> bit) & 1);
    if (rest >= divisor) {
      rest -= divisor;
      quotient.low |= UInt128{1} << bit;
    }
  }
  remainder = rest;
  return quotient;
}

} // namespace millrace::wide
