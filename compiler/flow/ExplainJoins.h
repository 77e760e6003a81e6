/// The joins' part of EXPLAIN.
#ifndef MILLRACE_COMPILER_FLOW_EXPLAINJOINS_H
#define MILLRACE_COMPILER_FLOW_EXPLAINJOINS_H

#include "compiler/flow/Description.h"

#include "mlir/IR/Operation.h"

#include <optional>

namespace millrace::flow {

/// None if `op` is no join.
std::optional<Description> describeJoin(mlir::Operation *op);

} // namespace millrace::flow

#endif
