/// Lowers the state, timer and emission operations in one body of a flow.process.
///
/// Lifetime: lives while its function is written; `task` and `code` outlive it.
#ifndef MILLRACE_COMPILER_LOWER_PROCESSBODY_H
#define MILLRACE_COMPILER_LOWER_PROCESSBODY_H

#include "compiler/lower/State.h"

#include <optional>

namespace millrace::flow {
class SortedForEachOp;
} // namespace millrace::flow

namespace millrace::lower {

class ProcessBody {
public:
  ProcessBody(TaskEmitter &task, Code &code, flow::ProcessOp op);

  ScalarEmitter &scalars() { return scalars_; }
  /// The key that the body's state operations are about; without one they are errors.
  void useKey(const KeyBytes &key) { key_ = key; }

private:
  mlir::LogicalResult emit(mlir::Operation *operation);
  mlir::LogicalResult lookup(flow::LookupOp op);
  mlir::LogicalResult access(mlir::Operation *operation);
  mlir::LogicalResult erase(flow::EraseOp op);
  mlir::LogicalResult eraseEntry(flow::EraseEntryOp op);
  mlir::LogicalResult forEach(flow::ForEachOp op);

  /// The values that a loop over a table carries from round to round: their forms, and flattened their types and what they start with.
  struct Carried {
    llvm::SmallVector<Form> forms;
    llvm::SmallVector<mlir::Type> types;
    llvm::SmallVector<mlir::Value> start;
  };
  Carried carriedBy(mlir::ValueRange inits);
  /// What a loop yielded, as arguments of the block behind it.
  void setResults(mlir::ResultRange results, llvm::ArrayRef<Form> forms, mlir::Block *after);

  // ---- ProcessSorted.cpp
  mlir::LogicalResult emitSorted(mlir::Operation *operation);
  mlir::LogicalResult sortedForEach(flow::SortedForEachOp op);
  KeyBytes sortKey(const TableUse &use, mlir::ValueRange values);
  mlir::Value sortedEntry(const TableUse &use, mlir::Value index);
  mlir::Value sortedValue(const TableUse &use, mlir::Value entry, mlir::Value slot);

  // ---- Process.cpp
  void setTimer(llvm::StringRef name, mlir::Value timeMs, bool earliest);
  const TableUse *tableNamed(llvm::StringRef name);
  const TableUse *tableOf(mlir::Value slot);
  bool isChanged(const TableUse &use, mlir::Operation *loading);
  mlir::Value copyToArena(const Scalar &scalar);
  mlir::Value tablePointer(const TableUse &use);
  KeyBytes mapKey(const TableUse &use, mlir::ValueRange values);
  llvm::SmallVector<mlir::Value> keyed(mlir::Value table, const KeyBytes &key);

  TaskEmitter &task_;
  Code &code_;
  flow::ProcessOp op_;
  ScalarEmitter scalars_;
  std::optional<KeyBytes> key_;
  llvm::DenseMap<mlir::Value, mlir::Value> loopEntries_; ///< a loop's slot → its entry's number
};

/// Whether a body stores into the entry.
bool isWritten(mlir::Value slot);

} // namespace millrace::lower

#endif
