#include "stdlib/decimal/Scale.h"

namespace millrace::decimal {
namespace {

enum class Order { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

int32_t compareValues(FunctionContext &, Decimal left, Decimal right, TypeConstant s0, TypeConstant s1) {
  return compare(left.unscaled, s0, right.unscaled, s1);
}

template <Order order> bool test(FunctionContext &, Decimal left, Decimal right, TypeConstant s0, TypeConstant s1) {
  int32_t result = compare(left.unscaled, s0, right.unscaled, s1);
  switch (order) {
  case Order::Equal:
    return result == 0;
  case Order::NotEqual:
    return result != 0;
  case Order::Less:
    return result < 0;
  case Order::LessEqual:
    return result <= 0;
  case Order::Greater:
    return result > 0;
  case Order::GreaterEqual:
    return result >= 0;
  }
}

} // namespace
} // namespace millrace::decimal

using namespace millrace::decimal;
MR_FUNCTION(mr_fn_decimal_compare, compareValues)
MR_FUNCTION(mr_fn_decimal_eq, test<Order::Equal>)
MR_FUNCTION(mr_fn_decimal_ne, test<Order::NotEqual>)
MR_FUNCTION(mr_fn_decimal_lt, test<Order::Less>)
MR_FUNCTION(mr_fn_decimal_le, test<Order::LessEqual>)
MR_FUNCTION(mr_fn_decimal_gt, test<Order::Greater>)
MR_FUNCTION(mr_fn_decimal_ge, test<Order::GreaterEqual>)
