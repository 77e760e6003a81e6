#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_MATH(name, symbol, documentation, example)                                                                  \
  MR_RECORD(name, "DOUBLE", "DOUBLE", "", symbol, Strict, Deterministic, false, "numeric", documentation, example)

std::span<const FunctionRecord> mathRecords() {
  static const FunctionRecord records[] = {
      MR_RECORD("PI", "", "DOUBLE NOT NULL", "", mr_fn_pi, Strict, Deterministic, false, "numeric", "The number π.",
                "PI() => 3.141592653589793"),
      MR_RECORD("E", "", "DOUBLE NOT NULL", "", mr_fn_e, Strict, Deterministic, false, "numeric", "Euler's number.",
                "E() => 2.718281828459045"),
      MR_RECORD("POWER", "DOUBLE, DOUBLE", "DOUBLE", "", mr_fn_power, Strict, Deterministic, false, "numeric",
                "The first number raised to the power of the second.", "POWER(2, 10) => 1024.0"),
      MR_MATH("SQRT", mr_fn_sqrt, "The square root.", "SQRT(16) => 4.0"),
      MR_MATH("EXP", mr_fn_exp, "Euler's number raised to a power.", "EXP(0) => 1.0"),
      MR_MATH("LN", mr_fn_ln, "The natural logarithm.", "LN(1) => 0.0"),
      MR_MATH("LOG", mr_fn_ln, "The natural logarithm.", "LOG(1) => 0.0"),
      MR_RECORD("LOG", "DOUBLE, DOUBLE", "DOUBLE", "", mr_fn_log_base, Strict, Deterministic, false, "numeric",
                "The logarithm of the second number to the base of the first.", "LOG(2, 4) => 2.0"),
      MR_MATH("LOG2", mr_fn_log2, "The logarithm to base 2.", "LOG2(4) => 2.0"),
      MR_MATH("LOG10", mr_fn_log10, "The logarithm to base 10.", "LOG10(1000) => 3.0"),
      MR_MATH("SIN", mr_fn_sin, "The sine of an angle in radians.", "SIN(0) => 0.0"),
      MR_MATH("COS", mr_fn_cos, "The cosine of an angle in radians.", "COS(0) => 1.0"),
      MR_MATH("TAN", mr_fn_tan, "The tangent of an angle in radians.", "TAN(0) => 0.0"),
      MR_MATH("COT", mr_fn_cot, "The cotangent of an angle in radians.", "ROUND(COT(PI() / 4), 6) => 1.0"),
      MR_MATH("ASIN", mr_fn_asin, "The arc sine, in radians.", "ASIN(0) => 0.0"),
      MR_MATH("ACOS", mr_fn_acos, "The arc cosine, in radians.", "ACOS(1) => 0.0"),
      MR_MATH("ATAN", mr_fn_atan, "The arc tangent, in radians.", "ATAN(0) => 0.0"),
      MR_RECORD("ATAN2", "DOUBLE, DOUBLE", "DOUBLE", "", mr_fn_atan2, Strict, Deterministic, false, "numeric",
                "The angle of the point (second, first), in radians.", "ATAN2(0, 1) => 0.0"),
      MR_MATH("SINH", mr_fn_sinh, "The hyperbolic sine.", "SINH(0) => 0.0"),
      MR_MATH("COSH", mr_fn_cosh, "The hyperbolic cosine.", "COSH(0) => 1.0"),
      MR_MATH("TANH", mr_fn_tanh, "The hyperbolic tangent.", "TANH(0) => 0.0"),
      MR_MATH("DEGREES", mr_fn_degrees, "Radians as degrees.", "DEGREES(PI()) => 180.0"),
      MR_MATH("RADIANS", mr_fn_radians, "Degrees as radians.", "RADIANS(180) => 3.141592653589793"),
      MR_RECORD("RAND", "", "DOUBLE NOT NULL", "", mr_fn_rand, Strict, PerRow, false, "numeric",
                "A random number at least 0 and less than 1, new for each row.", "RAND() < 1 => TRUE"),
      MR_RECORD("RAND_INTEGER", "INT", "INT", "", mr_fn_rand_integer, Strict, PerRow, true, "numeric",
                "A random whole number at least 0 and less than the bound, new for each row.", "RAND_INTEGER(1) => 0"),
      MR_RECORD("BIN", "BIGINT", "STRING", "", mr_fn_bin, Strict, Deterministic, false, "numeric",
                "The binary digits of a whole number (64-bit two's complement).", "BIN(12) => '1100'"),
      MR_RECORD("HEX", "BIGINT", "STRING", "", mr_fn_hex_number, Strict, Deterministic, false, "numeric",
                "The hexadecimal digits of a whole number (64-bit two's complement).", "HEX(255) => 'FF'"),
      MR_RECORD("HEX", "STRING", "STRING", "", mr_fn_hex_text, Strict, Deterministic, true, "numeric",
                "The bytes of a text in hexadecimal digits.", "HEX('hello') => '68656C6C6F'"),
      MR_RECORD("interval_day *", "INTERVAL_DAY, BIGINT", "$0", "", mr_fn_interval_day_times, Strict, Deterministic, false,
                "numeric", "A multiple of an interval.", "TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '1' HOUR * 3 => TIMESTAMP '2024-01-01 03:00:00'"),
      MR_RECORD("interval_month *", "INTERVAL_MONTH, INT", "$0", "", mr_fn_interval_month_times, Strict, Deterministic, false,
                "numeric", "A multiple of an interval.", "DATE '2024-01-01' + INTERVAL '1' MONTH * 3 => DATE '2024-04-01'"),
  };
  return records;
}

} // namespace millrace
