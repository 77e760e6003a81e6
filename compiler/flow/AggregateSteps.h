/// Writes one step of one accumulator column, and an aggregate's result from its columns.
#ifndef MILLRACE_COMPILER_FLOW_AGGREGATESTEPS_H
#define MILLRACE_COMPILER_FLOW_AGGREGATESTEPS_H

#include "compiler/sql/ScalarBuilder.h"
#include "stdlib/AggregateRecord.h"

namespace millrace::flow {

/// The column's new value; `operand` may be null for steps without one.
mlir::Value stepColumn(sql::ScalarBuilder &code, AggregateStep step, mlir::Value column, mlir::Value operand);
mlir::Value resultOf(sql::ScalarBuilder &code, AggregateResult result, mlir::ValueRange columns, mlir::Type type);

} // namespace millrace::flow

#endif
