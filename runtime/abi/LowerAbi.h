/// Prototypes of LowerAbi.def.
#pragma once
#include "runtime/abi/FunctionContext.h"

namespace millrace {

extern "C" {
#define MR_ABI(returnType, name, arguments, flags, doc) returnType name arguments;
#include "runtime/abi/LowerAbi.def"
#undef MR_ABI
}

} // namespace millrace
