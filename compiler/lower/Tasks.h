/// Cuts the flow graph into tasks at its exchanges, and says which columns of each stream anyone reads.
///
/// Shape:  a task is a maximal part connected without exchanges; all readers of one exchange are in one task. Tasks are ordered
///         producers first. Where that would make a circle, forward exchanges are put before operators with several inputs.
/// Errors: none; every flow module can be cut.
#ifndef MILLRACE_COMPILER_LOWER_TASKS_H
#define MILLRACE_COMPILER_LOWER_TASKS_H

#include "compiler/flow/FlowDialect.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"

namespace millrace::lower {

struct TaskPlan {
  llvm::SmallVector<mlir::Operation *> operations;    ///< producers first; no exchanges
  llvm::SmallVector<mlir::Operation *> inputs;        ///< flow.exchange, flow.source or flow.values
  llvm::SmallVector<flow::ExchangeOp> outputs;
  llvm::SmallVector<flow::SinkOp> sinks;

  template <typename Op> llvm::SmallVector<Op> all() const {
    llvm::SmallVector<Op> found;
    for (mlir::Operation *operation : operations)
      if (auto op = mlir::dyn_cast<Op>(operation))
        found.push_back(op);
    return found;
  }
};

/// Changes the module where circles must be broken.
std::vector<TaskPlan> cutIntoTasks(mlir::ModuleOp module);

/// Columns that somebody reads, per stream.
class LiveColumns {
public:
  /// Erases from the module's regions what only computes columns that nobody reads.
  explicit LiveColumns(mlir::ModuleOp module);

  bool isLive(mlir::Value stream, unsigned column) const;
  /// Indices of the live columns, ascending.
  llvm::SmallVector<unsigned> of(mlir::Value stream) const;

private:
  /// Valid until the next call.
  llvm::BitVector &bits(mlir::Value stream);
  /// What is live of `read` is live of `stream`, too.
  void addAll(mlir::Value read, mlir::Value stream);
  void markOperands(mlir::Operation *operation);
  void markProcess(flow::ProcessOp op);
  void markWindow(flow::WindowAggregateOp op);
  void markArguments(mlir::Value stream, mlir::Block &block, unsigned firstColumn);
  void pruneEmits(mlir::Operation *operation);

  llvm::DenseMap<mlir::Value, llvm::BitVector> live_;
};

} // namespace millrace::lower

#endif
