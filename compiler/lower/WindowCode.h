/// The pieces of one flow.window_aggregate inside a function: what happens with a row, with a watermark, with local pre-aggregates.
///
/// Lifetime: lives while its function is written; `task` and `code` outlive it.
#ifndef MILLRACE_COMPILER_LOWER_WINDOWCODE_H
#define MILLRACE_COMPILER_LOWER_WINDOWCODE_H

#include "compiler/lower/State.h"

namespace millrace::lower {

class WindowCode {
public:
  WindowCode(TaskEmitter &task, Code &code, flow::WindowAggregateOp op);

  mlir::LogicalResult row(const Row &row);
  mlir::LogicalResult fire(mlir::Value watermark);
  /// Phase `local`: sends everything on.
  mlir::LogicalResult flush();

private:
  bool isLocal() { return op_.getPhase() == "local"; }
  bool isGlobal() { return op_.getPhase() == "global"; }
  mlir::Value sliceOf(const Row &row);
  mlir::Value watermarkInZone(mlir::Value watermark);
  KeyBytes keyOf(const Row &row);
  StateValue entryOf(mlir::Value slice, mlir::Value pointer);
  mlir::FailureOr<llvm::SmallVector<Scalar>> yields(mlir::Block &block);
  mlir::FailureOr<llvm::SmallVector<Scalar>> accumulate(const Row &row, llvm::ArrayRef<Scalar> before);
  mlir::FailureOr<llvm::SmallVector<Scalar>> newOrLoaded(mlir::Value inserted, const StateValue &value);
  mlir::LogicalResult timelyRow(const Row &row, mlir::Value slice);
  mlir::LogicalResult localRow(const Row &row, mlir::Value slice);
  mlir::LogicalResult mergeTable(mlir::Value scratch, mlir::Value table);
  mlir::LogicalResult emitTable(mlir::Value table, mlir::Value start, mlir::Value end);
  /// Runs `result` over key columns and accumulator.
  mlir::LogicalResult emitResult(llvm::SmallVector<Scalar> columns, mlir::Value start, mlir::Value end);
  mlir::LogicalResult forEachEntry(mlir::Value table, llvm::function_ref<mlir::LogicalResult(mlir::Value)> body);
  mlir::Value functionContext() { return code_.call("mr_function_context", {code_.task()}); }

  TaskEmitter &task_;
  Code &code_;
  flow::WindowAggregateOp op_;
  const TableUse &use_;
  ScalarEmitter scalars_;
  mlir::Value slices_;
  mlir::Value hash_; ///< of the key that `result` runs for: spares the exchange behind a local phase its own
  llvm::SmallVector<Form> keyForms_;
};

/// Slices and windows of a window operator as the runtime counts them.
WindowSpec specOf(rel::WindowAttr window);
/// Whether its rows are in the windows of the clock, which `<task>_clock` fires.
bool isOfProcessingTime(flow::WindowAggregateOp op);

} // namespace millrace::lower

#endif
