/// Divides a sum by how many values it is of.
#ifndef MILLRACE_COMPILER_SQL_AVERAGE_H
#define MILLRACE_COMPILER_SQL_AVERAGE_H

#include "compiler/sql/ScalarBuilder.h"

namespace millrace::sql {

/// sum / count as `type`: integers are cut, DECIMAL divides by its own rule. Precondition: the count is not 0.
/// Source: Flink's AvgAggFunction.
mlir::Value average(ScalarBuilder &code, mlir::Value sum, mlir::Value count, mlir::Type type);

} // namespace millrace::sql

#endif
