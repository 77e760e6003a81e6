// Failures of operators that generated code computes itself.
#include "runtime/abi/LowerAbi.h"

namespace millrace {

extern "C" void mr_division_by_zero(FunctionContext *context) {
  context->fail(FunctionError::DivisionByZero, StringView("/ by zero", 9));
}

} // namespace millrace
