/// Prototypes of FormatAbi.def: every format kernel that generated code may call.
#pragma once
#include "runtime/abi/DecodeKernels.h"
#include "runtime/abi/OutBuffer.h"
#include "runtime/abi/Values.h"

namespace millrace {
extern "C" {
#define MR_ABI(returnType, name, arguments, flags, doc) returnType name arguments;
#include "runtime/abi/FormatAbi.def"
#undef MR_ABI
}
} // namespace millrace
