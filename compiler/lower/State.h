/// Loads and stores columns of state values (docs/formats/state.md).
#ifndef MILLRACE_COMPILER_LOWER_STATE_H
#define MILLRACE_COMPILER_LOWER_STATE_H

#include "compiler/lower/TaskEmitter.h"

namespace millrace::lower {

/// A writable or readable value area and the table that owns its variable bytes (needed for stores only).
struct StateValue {
  const TableUse &use;
  mlir::Value pointer;
  mlir::Value table; ///< StateTable *; for maps and lists MapTable *; for sorted tables SortedTable *
};

Scalar loadState(Code &code, const StateValue &value, unsigned column);
llvm::SmallVector<Scalar> loadAllState(Code &code, const StateValue &value);
void storeState(Code &code, const StateValue &value, unsigned column, const Scalar &scalar);
/// Stores every column. Variable columns that still are what `before` says are left alone (`before` may be empty).
void storeAllState(Code &code, const StateValue &value, llvm::ArrayRef<Scalar> columns, llvm::ArrayRef<Scalar> before);

/// The ABI function for a table's kind: `value` for slices too, `map` for lists too.
const char *forKind(StateKind kind, const char *value, const char *map, const char *sorted);

/// Describes a table to generated code.
TableUse describeTable(mlir::MLIRContext *context, uint32_t index, const StateTableDescriptor &table);

} // namespace millrace::lower

#endif
