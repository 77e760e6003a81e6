#include "stdlib/Function.h"
#include "stdlib/decimal/Scale.h"

namespace millrace {
namespace {

template <typename T> bool checkDivisor(FunctionContext &context, T divisor) {
  if (divisor != 0)
    return true;
  context.fail(FunctionError::DivisionByZero, StringView("/ by zero", 9));
  return false;
}

/// Java's division: the least value divided by -1 wraps (the processor would trap).
template <typename T> T divide(FunctionContext &context, T left, T right) {
  if (!checkDivisor(context, right))
    return 0;
  return right == -1 ? static_cast<T>(0 - left) : static_cast<T>(left / right);
}

template <typename T> T modulo(FunctionContext &context, T left, T right) {
  if (!checkDivisor(context, right) || right == -1)
    return 0;
  return static_cast<T>(left % right);
}

template <typename T> T absolute(FunctionContext &, T value) { return static_cast<T>(value < 0 ? 0 - value : value); }
template <typename T> T sign(FunctionContext &, T value) { return static_cast<T>((value > 0) - (value < 0)); }
template <typename T> T same(FunctionContext &, T value) { return value; }

/// Digits before the point are cleared by negative `digits`; what does not fit wraps.
int64_t cut(int64_t value, int32_t digits, bool halfUp) {
  if (digits >= 0)
    return value;
  if (digits < -19)
    return 0;
  auto unit = static_cast<Int128>(wide::powerOfTen(-digits));
  Int128 quotient = value / unit, remainder = value % unit;
  if (halfUp && remainder >= unit / 2)
    ++quotient;
  if (halfUp && -remainder >= unit / 2)
    --quotient;
  return static_cast<int64_t>(quotient * unit);
}

template <typename T> T roundTo(FunctionContext &, T value, int32_t digits) { return static_cast<T>(cut(value, digits, true)); }
template <typename T> T truncateTo(FunctionContext &, T value, int32_t digits) {
  return static_cast<T>(cut(value, digits, false));
}

int64_t timesDay(FunctionContext &, int64_t interval, int64_t factor) {
  return static_cast<int64_t>(static_cast<uint64_t>(interval) * static_cast<uint64_t>(factor));
}
int32_t timesMonth(FunctionContext &, int32_t interval, int32_t factor) {
  return static_cast<int32_t>(static_cast<uint32_t>(interval) * static_cast<uint32_t>(factor));
}

} // namespace
} // namespace millrace

using namespace millrace;
#define MR_INTEGER(kind, type)                                                                                         \
  MR_FUNCTION(mr_fn_##kind##_divide, divide<type>)                                                                     \
  MR_FUNCTION(mr_fn_##kind##_mod, modulo<type>)                                                                        \
  MR_FUNCTION(mr_fn_##kind##_abs, absolute<type>)                                                                      \
  MR_FUNCTION(mr_fn_##kind##_sign, sign<type>)                                                                         \
  MR_FUNCTION(mr_fn_##kind##_same, same<type>)                                                                         \
  MR_FUNCTION(mr_fn_##kind##_round, roundTo<type>)                                                                     \
  MR_FUNCTION(mr_fn_##kind##_truncate, truncateTo<type>)
MR_INTEGER(tinyint, int8_t)
MR_INTEGER(smallint, int16_t)
MR_INTEGER(int, int32_t)
MR_INTEGER(bigint, int64_t)
MR_FUNCTION(mr_fn_interval_day_times, timesDay)
MR_FUNCTION(mr_fn_interval_month_times, timesMonth)
