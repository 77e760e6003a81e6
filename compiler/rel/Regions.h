/// Looks at and rewrites regions of scalar work: what they read, and how two of them become one.
#ifndef MILLRACE_COMPILER_REL_REGIONS_H
#define MILLRACE_COMPILER_REL_REGIONS_H

#include "compiler/rel/RelDialect.h"

#include "llvm/ADT/BitVector.h"

namespace millrace::rel {

/// What a region of scalar work yields.
mlir::ValueRange yieldedValues(mlir::Region &region);
/// The columns whose arguments some operation of the region uses (yielding counts).
llvm::BitVector usedColumns(mlir::Region &region);
/// The column that `value` is, if it is one unchanged.
std::optional<unsigned> columnOf(mlir::Value value);
/// As `columnOf`; a changed nullability does not change the value.
std::optional<unsigned> sameColumn(mlir::Value value);
/// Per yielded value the column that it is; none if one of them is computed.
std::optional<llvm::SmallVector<unsigned>> passedColumns(mlir::Region &region);
/// Whether running the region's work more often, or for other rows, could change results: a value per row (RAND).
bool hasPerRowValues(mlir::Region &region);

/// Copies the operations of `region` to the builder's place, with `arguments` for its block arguments; gives what it yields.
llvm::SmallVector<mlir::Value> inlineScalars(mlir::OpBuilder &builder, mlir::Region &region, mlir::ValueRange arguments);

/// Starts an empty region over `columns` with the builder at its end; ends it with `sql.yield`.
llvm::SmallVector<mlir::Value> beginScalars(mlir::OpBuilder &builder, mlir::Region &region, StreamType columns, mlir::Location location);
void endScalars(mlir::OpBuilder &builder, mlir::Location location, mlir::ValueRange values);

/// Aggregate calls whose columns are now where `place` says.
mlir::ArrayAttr remapCalls(mlir::ArrayAttr calls, llvm::function_ref<int32_t(int32_t)> place);
llvm::SmallVector<int32_t> remapColumns(llvm::ArrayRef<int32_t> columns, llvm::function_ref<int32_t(int32_t)> place);
/// Points keys, calls and window of an aggregate at other columns of its input, which the caller has changed.
template <typename Op> void remapAggregate(Op op, llvm::function_ref<int32_t(int32_t)> place) {
  op.setKeys(remapColumns(op.getKeys(), place));
  op.setCallsAttr(remapCalls(op.getCalls(), place));
  if constexpr (std::is_same_v<Op, WindowAggregateOp>) {
    WindowAttr old = op.getWindow();
    op.setWindowAttr(WindowAttr::get(op.getContext(), old.getKind(), place(old.getTimeColumn()), old.getSizeMs(), old.getSlideMs(), old.getOffsetMs()));
  }
}

/// A project that gives `columns` of `input`, in this order.
ProjectOp projectColumns(mlir::OpBuilder &builder, mlir::Location location, mlir::Value input, llvm::ArrayRef<int32_t> columns);

} // namespace millrace::rel

#endif
