/// The joins' part of EXPLAIN.
#ifndef MILLRACE_COMPILER_FLOW_EXPLAINJOINS_H
#define MILLRACE_COMPILER_FLOW_EXPLAINJOINS_H

#include "mlir/IR/Operation.h"

#include <optional>
#include <string>

namespace millrace::flow {

/// Flink's name of an operator and what it does, as EXPLAIN writes it: `Calc`, `select=[a, b]`.
struct Description {
  std::string name, detail;
};

/// None if `op` is no join.
std::optional<Description> describeJoin(mlir::Operation *op);

} // namespace millrace::flow

#endif
