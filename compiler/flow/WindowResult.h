/// What windows whose aggregates need maps share: an accumulator per key in state, and the row that a window sends.
#ifndef MILLRACE_COMPILER_FLOW_WINDOWRESULT_H
#define MILLRACE_COMPILER_FLOW_WINDOWRESULT_H

#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/RelConversion.h"

namespace millrace::flow {

/// The state table `accumulators`: one row per key, the accumulator's columns behind `before`.
class KeptAccumulator {
public:
  using Values = sql::ScalarBuilder::Values;

  KeptAccumulator(mlir::MLIRContext *context, const AggregatePlan &plan, llvm::ArrayRef<mlir::Type> before = {});

  [[nodiscard]] TableAttr table() const;
  LookupOp lookup(sql::ScalarBuilder &code, bool create) const;
  /// One of the columns in front of the accumulator.
  mlir::Value loadBefore(sql::ScalarBuilder &code, LookupOp entry, unsigned column) const;
  Values load(sql::ScalarBuilder &code, LookupOp entry) const;
  void store(sql::ScalarBuilder &code, LookupOp entry, mlir::ValueRange accumulator) const;
  static void erase(sql::ScalarBuilder &code);

private:
  mlir::MLIRContext *context_;
  llvm::SmallVector<mlir::Type> types_;
  unsigned first_;
};

/// Sends a window's row, unless all of its rows were taken back (Flink's WindowRecordCounter). `keys`: in the order of the operator's.
void emitWindow(sql::ScalarBuilder &code, rel::WindowAggregateOp op, const AggregatePlan &plan, mlir::ValueRange keys, mlir::ValueRange accumulator,
                mlir::Value startMs, mlir::Value endMs);
/// Whether rows of the operator's input may be taken back.
bool isRetracting(rel::WindowAggregateOp op);

} // namespace millrace::flow

#endif
