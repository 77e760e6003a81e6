#include "runtime/kernels/NumberText.h"
#include "stdlib/Function.h"

#include <charconv>
#include <cmath>

namespace millrace {
namespace {

constexpr double kPi = 3.141592653589793, kE = 2.718281828459045;

double pi(FunctionContext &) { return kPi; }
double e(FunctionContext &) { return kE; }
double power(FunctionContext &, double base, double exponent) {
  // C gives 1 for pow(±1, ±∞), Java NaN; C gives 1 for pow(1, NaN), Java NaN.
  if (std::isnan(exponent) || (std::isinf(exponent) && std::fabs(base) == 1.0))
    return __builtin_nan("");
  return std::pow(base, exponent);
}
/// Flink rewrites SQRT(x) as POWER(x, 0.5).
double squareRoot(FunctionContext &, double value) { return std::pow(value, 0.5); }
double exponential(FunctionContext &, double value) { return std::exp(value); }
double ln(FunctionContext &, double value) { return std::log(value); }
double logOfBase(FunctionContext &, double base, double value) { return std::log(value) / std::log(base); }
double log2(FunctionContext &, double value) { return std::log(value) / std::log(2.0); }
double log10(FunctionContext &, double value) { return std::log10(value); }
double sine(FunctionContext &, double value) { return std::sin(value); }
double cosine(FunctionContext &, double value) { return std::cos(value); }
double tangent(FunctionContext &, double value) { return std::tan(value); }
double cotangent(FunctionContext &, double value) { return 1.0 / std::tan(value); }
double arcSine(FunctionContext &, double value) { return std::asin(value); }
double arcCosine(FunctionContext &, double value) { return std::acos(value); }
double arcTangent(FunctionContext &, double value) { return std::atan(value); }
double arcTangent2(FunctionContext &, double y, double x) { return std::atan2(y, x); }
double sineHyperbolic(FunctionContext &, double value) { return std::sinh(value); }
double cosineHyperbolic(FunctionContext &, double value) { return std::cosh(value); }
double tangentHyperbolic(FunctionContext &, double value) { return std::tanh(value); }
double degrees(FunctionContext &, double value) { return value * 57.29577951308232; }
double radians(FunctionContext &, double value) { return value * 0.017453292519943295; }

template <typename T> T absolute(FunctionContext &, T value) { return std::fabs(value); }
template <typename T> T floorOf(FunctionContext &, T value) { return std::floor(value); }
template <typename T> T ceilOf(FunctionContext &, T value) { return std::ceil(value); }
template <typename T> T sign(FunctionContext &, T value) { return value > 0 ? T(1) : value < 0 ? T(-1) : value; }

/// Rounds the shortest decimal text of a number, as BigDecimal.valueOf(double) does.
double cutText(double value, int32_t digits, bool halfUp) {
  if (value == 0)
    return 0.0; // BigDecimal has no -0
  char text[32];
  // d.ddddde±xx: the digits behind the first are fraction digits of the exponent.
  auto end = std::to_chars(text, text + sizeof(text), std::fabs(value), std::chars_format::scientific).ptr;
  char *exponentMark = end;
  while (*--exponentMark != 'e') {
  }
  int32_t exponent = 0;
  const char *exponentText = exponentMark + 1;
  std::from_chars(*exponentText == '+' ? exponentText + 1 : exponentText, end, exponent);
  char figures[24];
  int32_t count = 0;
  for (const char *c = text; c < exponentMark; ++c)
    if (*c != '.')
      figures[count++] = *c;
  int64_t keep = int64_t{exponent} + 1 + digits; // figures before the cut
  if (keep >= count)
    return value;
  bool up = halfUp && keep >= 0 && figures[keep] >= '5';
  uint64_t kept = 0;
  for (int64_t i = 0; i < keep; ++i)
    kept = kept * 10 + static_cast<uint64_t>(figures[i] - '0');
  kept += up;
  char *out = putUnsigned(text, kept);
  *out++ = 'e';
  out = putInteger(out, -int64_t{digits});
  double result = 0;
  std::from_chars(text, out, result);
  return std::copysign(result, result == 0 ? 1.0 : value);
}

bool checkFinite(FunctionContext &context, double value) {
  if (std::isfinite(value))
    return true;
  context.fail(FunctionError::InvalidArgument, StringView(std::string_view("Infinite or NaN")));
  return false;
}

template <typename T> T roundTo(FunctionContext &context, T value, int32_t digits) {
  return checkFinite(context, value) ? static_cast<T>(cutText(value, digits, true)) : value;
}
template <typename T> T roundWhole(FunctionContext &context, T value) { return roundTo<T>(context, value, 0); }
template <typename T> T truncateTo(FunctionContext &context, T value, int32_t digits) {
  return checkFinite(context, value) ? static_cast<T>(cutText(value, digits, false)) : value;
}
template <typename T> T truncateWhole(FunctionContext &context, T value) { return truncateTo<T>(context, value, 0); }

} // namespace
} // namespace millrace

using namespace millrace;
MR_FUNCTION(mr_fn_pi, millrace::pi)
MR_FUNCTION(mr_fn_e, millrace::e)
MR_FUNCTION(mr_fn_power, millrace::power)
MR_FUNCTION(mr_fn_sqrt, squareRoot)
MR_FUNCTION(mr_fn_exp, exponential)
MR_FUNCTION(mr_fn_ln, ln)
MR_FUNCTION(mr_fn_log_base, logOfBase)
MR_FUNCTION(mr_fn_log2, millrace::log2)
MR_FUNCTION(mr_fn_log10, millrace::log10)
MR_FUNCTION(mr_fn_sin, sine)
MR_FUNCTION(mr_fn_cos, cosine)
MR_FUNCTION(mr_fn_tan, tangent)
MR_FUNCTION(mr_fn_cot, cotangent)
MR_FUNCTION(mr_fn_asin, arcSine)
MR_FUNCTION(mr_fn_acos, arcCosine)
MR_FUNCTION(mr_fn_atan, arcTangent)
MR_FUNCTION(mr_fn_atan2, arcTangent2)
MR_FUNCTION(mr_fn_sinh, sineHyperbolic)
MR_FUNCTION(mr_fn_cosh, cosineHyperbolic)
MR_FUNCTION(mr_fn_tanh, tangentHyperbolic)
MR_FUNCTION(mr_fn_degrees, degrees)
MR_FUNCTION(mr_fn_radians, radians)
#define MR_FLOATING(kind, type)                                                                                        \
  MR_FUNCTION(mr_fn_##kind##_abs, absolute<type>)                                                                      \
  MR_FUNCTION(mr_fn_##kind##_floor, floorOf<type>)                                                                     \
  MR_FUNCTION(mr_fn_##kind##_ceil, ceilOf<type>)                                                                       \
  MR_FUNCTION(mr_fn_##kind##_sign, sign<type>)                                                                         \
  MR_FUNCTION(mr_fn_##kind##_round, roundTo<type>)                                                                     \
  MR_FUNCTION(mr_fn_##kind##_round_0, roundWhole<type>)                                                                \
  MR_FUNCTION(mr_fn_##kind##_truncate, truncateTo<type>)                                                               \
  MR_FUNCTION(mr_fn_##kind##_truncate_0, truncateWhole<type>)
MR_FLOATING(float, float)
MR_FLOATING(double, double)
