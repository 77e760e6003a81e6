#include "stdlib/Function.h"

namespace millrace {
namespace {

template <typename T> bool less(const T &left, const T &right) { return left < right; }
bool less(const Decimal &left, const Decimal &right) { return left.unscaled < right.unscaled; }
bool less(const StringView &left, const StringView &right) { return left.view() < right.view(); }

template <typename T> T greatest(FunctionContext &, Variadic<T> values) {
  T result = values[0];
  for (int32_t i = 1; i < values.count; ++i)
    if (less(result, values[i]))
      result = values[i];
  return result;
}

template <typename T> T least(FunctionContext &, Variadic<T> values) {
  T result = values[0];
  for (int32_t i = 1; i < values.count; ++i)
    if (less(values[i], result))
      result = values[i];
  return result;
}

} // namespace
} // namespace millrace

using namespace millrace;
#define MR_GREATEST(kind, type)                                                                                        \
  MR_FUNCTION(mr_fn_greatest_##kind, greatest<type>)                                                                   \
  MR_FUNCTION(mr_fn_least_##kind, least<type>)
MR_GREATEST(tinyint, int8_t)
MR_GREATEST(smallint, int16_t)
MR_GREATEST(int, int32_t)
MR_GREATEST(bigint, int64_t)
MR_GREATEST(float, float)
MR_GREATEST(double, double)
MR_GREATEST(decimal, Decimal)
MR_GREATEST(string, StringView)
MR_GREATEST(timestamp, Timestamp)
