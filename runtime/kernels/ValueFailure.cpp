// Failures of operators that generated code computes itself.
#include "runtime/abi/LowerAbi.h"

namespace millrace {

extern "C" void mr_division_by_zero(FunctionContext *context) {
  context->fail(FunctionError::DivisionByZero, StringView("/ by zero", 9));
}

extern "C" void mr_null_map_key(FunctionContext *context) {
  context->fail(FunctionError::InvalidArgument,
                StringView(std::string_view("JSON format doesn't support to serialize map data with null keys. You can drop null key entries or encode "
                                            "null in literals by specifying map-null-key.mode option.")));
}

} // namespace millrace
