/// The part of EXPLAIN that tells of operators that look at rows in an order, and of set operations.
#ifndef MILLRACE_COMPILER_FLOW_EXPLAINORDERED_H
#define MILLRACE_COMPILER_FLOW_EXPLAINORDERED_H

#include "compiler/flow/Description.h"

#include "mlir/IR/Operation.h"

#include <optional>

namespace millrace::flow {

/// None for other operators.
std::optional<Description> describeOrdered(mlir::Operation *op);

} // namespace millrace::flow

#endif
