#include "stdlib/decimal/Scale.h"

namespace millrace::decimal {

double toDouble(Int128 unscaled, int32_t precision, int32_t scale) {
  if (precision <= kCompactDecimalPrecision)
    return static_cast<double>(static_cast<int64_t>(unscaled)) / static_cast<double>(kPowersOfTen64[scale]);
  // BigDecimal.doubleValue is correctly rounded: go through the decimal text.
  char text[48];
  const char *end = putDecimalPlain(text, unscaled, scale);
  double value = 0;
  mr_text_double_slow(text, end, &value);
  return value;
}

} // namespace millrace::decimal
