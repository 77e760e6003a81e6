/// Declares the operations on sorted state tables (FlowSorted.td).
#ifndef MILLRACE_COMPILER_FLOW_FLOWSORTED_H
#define MILLRACE_COMPILER_FLOW_FLOWSORTED_H

#include "compiler/flow/FlowDialect.h"

#define GET_OP_CLASSES
#include "compiler/flow/FlowSorted.h.inc"

namespace millrace::flow {

/// Bits of a sort column's order in a table's `order`.
inline constexpr int32_t kDescending = 1, kNullsLast = 2;

} // namespace millrace::flow

#endif
