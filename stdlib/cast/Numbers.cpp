// Casts among BOOLEAN, whole, floating and exact numbers, and of intervals. Java's conversions: whole numbers wrap, floating ones saturate.
#include "runtime/kernels/NumberText.h"
#include "stdlib/decimal/Scale.h"

namespace millrace {
namespace {

template <typename From, typename To> To integerTo(FunctionContext &, From value) { return static_cast<To>(value); }
template <typename From> bool integerToBoolean(FunctionContext &, From value) { return value != 0; }
template <typename To> To booleanTo(FunctionContext &, bool value) { return static_cast<To>(value); }

template <typename To> To saturated(double value) {
  constexpr double kLimit = sizeof(To) == 8 ? 9223372036854775808.0 : 2147483648.0;
  using Wide = std::conditional_t<sizeof(To) == 8, int64_t, int32_t>;
  if (!(value == value))
    return 0;
  if (value >= kLimit)
    return static_cast<To>(sizeof(To) == 8 ? INT64_MAX : INT32_MAX);
  if (value < -kLimit)
    return static_cast<To>(sizeof(To) == 8 ? INT64_MIN : INT32_MIN);
  return static_cast<To>(static_cast<Wide>(value)); // BYTE and SHORT go through INT and wrap
}
template <typename From, typename To> To floatingTo(FunctionContext &, From value) {
  return saturated<To>(static_cast<double>(value));
}
double floatToDouble(FunctionContext &, float value) { return value; }
float doubleToFloat(FunctionContext &, double value) { return static_cast<float>(value); }

template <typename From> Nullable<Decimal> integerToDecimal(FunctionContext &, From value, TypeConstant pr, TypeConstant sr) {
  return decimal::rescale(value, 0, sr, pr);
}

/// BigDecimal.valueOf(double): the shortest text is what is converted.
template <bool tolerant> Nullable<Decimal> decimalOfDouble(FunctionContext &context, double value, int32_t precision, int32_t scale) {
  char text[32];
  const char *end = text + mr_text_put_double(text, value);
  Int128 unscaled;
  DecimalText outcome = parseDecimal(text, end, precision, scale, unscaled);
  if (outcome == DecimalText::Ok)
    return Decimal{unscaled};
  if (outcome == DecimalText::Invalid && !tolerant)
    context.fail(FunctionError::CastFailed, StringView(std::string_view("Infinite or NaN")));
  return {};
}
template <typename From, bool tolerant>
Nullable<Decimal> floatingToDecimal(FunctionContext &context, From value, TypeConstant pr, TypeConstant sr) {
  return decimalOfDouble<tolerant>(context, static_cast<double>(value), pr, sr);
}

template <typename To> To decimalTo(FunctionContext &, Decimal value, TypeConstant s0) {
  return static_cast<To>(static_cast<int64_t>(value.unscaled / powerOfTen(s0)));
}
double decimalToDouble(FunctionContext &, Decimal value, TypeConstant p0, TypeConstant s0) {
  return decimal::toDouble(value.unscaled, p0, s0);
}
float decimalToFloat(FunctionContext &, Decimal value, TypeConstant p0, TypeConstant s0) {
  return static_cast<float>(decimal::toDouble(value.unscaled, p0, s0));
}
Nullable<Decimal> decimalToDecimal(FunctionContext &, Decimal value, TypeConstant s0, TypeConstant pr, TypeConstant sr) {
  return decimal::rescale(value.unscaled, s0, sr, pr);
}

} // namespace
} // namespace millrace

using namespace millrace;
#define MR_FROM_INTEGER(from, type)                                                                                    \
  MR_FUNCTION(mr_fn_cast_##from##_boolean, integerToBoolean<type>)                                                     \
  MR_FUNCTION(mr_fn_cast_boolean_##from, booleanTo<type>)                                                              \
  MR_FUNCTION(mr_fn_cast_##from##_tinyint, integerTo<type, int8_t>)                                                    \
  MR_FUNCTION(mr_fn_cast_##from##_smallint, integerTo<type, int16_t>)                                                  \
  MR_FUNCTION(mr_fn_cast_##from##_int, integerTo<type, int32_t>)                                                       \
  MR_FUNCTION(mr_fn_cast_##from##_bigint, integerTo<type, int64_t>)                                                    \
  MR_FUNCTION(mr_fn_cast_##from##_float, integerTo<type, float>)                                                       \
  MR_FUNCTION(mr_fn_cast_##from##_double, integerTo<type, double>)                                                     \
  MR_FUNCTION(mr_fn_cast_##from##_decimal, integerToDecimal<type>)                                                     \
  MR_FUNCTION(mr_fn_cast_decimal_##from, decimalTo<type>)                                                              \
  MR_FUNCTION(mr_fn_cast_float_##from, floatingTo<float, type>)                                                        \
  MR_FUNCTION(mr_fn_cast_double_##from, floatingTo<double, type>)
MR_FROM_INTEGER(tinyint, int8_t)
MR_FROM_INTEGER(smallint, int16_t)
MR_FROM_INTEGER(int, int32_t)
MR_FROM_INTEGER(bigint, int64_t)
MR_FUNCTION(mr_fn_cast_boolean_float, booleanTo<float>)
MR_FUNCTION(mr_fn_cast_boolean_double, booleanTo<double>)
MR_FUNCTION(mr_fn_cast_boolean_decimal, integerToDecimal<bool>)
MR_FUNCTION(mr_fn_cast_float_double, floatToDouble)
MR_FUNCTION(mr_fn_cast_double_float, doubleToFloat)
MR_FUNCTION(mr_fn_cast_float_decimal, floatingToDecimal<float, false>)
MR_FUNCTION(mr_fn_cast_double_decimal, floatingToDecimal<double, false>)
MR_FUNCTION(mr_fn_try_cast_float_decimal, floatingToDecimal<float, true>)
MR_FUNCTION(mr_fn_try_cast_double_decimal, floatingToDecimal<double, true>)
MR_FUNCTION(mr_fn_cast_decimal_float, decimalToFloat)
MR_FUNCTION(mr_fn_cast_decimal_double, decimalToDouble)
MR_FUNCTION(mr_fn_cast_decimal_decimal, decimalToDecimal)
