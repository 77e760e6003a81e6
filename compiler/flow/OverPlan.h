/// Turns OVER calls into accumulator columns and the code that keeps them: aggregates by their records, the functions of OVER alone by hand.
///
/// Shape:   rows come one by one in the order of the window. Rows that sort alike are peers; `beginPeers` comes before the first of them.
///          The accumulators of aggregates come first, then the columns of each other call in order.
/// Source:  Flink's RowNumberAggFunction, LagAggFunction. RANK and DENSE_RANK are SQL's, see docs/guide/differences.md.
#ifndef MILLRACE_COMPILER_FLOW_OVERPLAN_H
#define MILLRACE_COMPILER_FLOW_OVERPLAN_H

#include "compiler/flow/AggregatePlan.h"
#include "compiler/rel/RelOrdered.h"

namespace millrace::flow {

class OverPlan {
public:
  using Values = sql::ScalarBuilder::Values;

  /// `retracting`: rows leave the frame at its begin.
  OverPlan(StreamType input, rel::OverOp op, bool retracting);

  const llvm::SmallVector<mlir::Type> &types() const { return types_; }
  llvm::SmallVector<TableAttr> mapTables(int64_t ttlMs) const { return aggregates_.mapTables(ttlMs); }
  void eraseMaps(sql::ScalarBuilder &code) const { aggregates_.eraseMaps(code); }

  Values initial(sql::ScalarBuilder &code) const;
  Values beginPeers(sql::ScalarBuilder &code, mlir::ValueRange accumulator) const;
  Values accumulate(sql::ScalarBuilder &code, mlir::ValueRange row, mlir::ValueRange accumulator) const;
  Values retract(sql::ScalarBuilder &code, mlir::ValueRange row, mlir::ValueRange accumulator) const;
  /// One value per call of the operator, of its type.
  Values results(sql::ScalarBuilder &code, mlir::ValueRange accumulator) const;

private:
  enum class Function : uint8_t { Aggregate, RowNumber, Rank, DenseRank, Lag };
  struct Call {
    rel::OverCallAttr attribute;
    Function function;
    unsigned first; ///< Aggregate: among the aggregates' results; else its first column
  };
  static mlir::ArrayAttr aggregateCalls(rel::OverOp op);
  static Function functionOf(rel::OverCallAttr call);
  Values shifted(sql::ScalarBuilder &code, const Call &call, mlir::ValueRange row, mlir::ValueRange accumulator) const;
  mlir::Value lagged(sql::ScalarBuilder &code, const Call &call, mlir::ValueRange accumulator) const;

  AggregatePlan aggregates_;
  llvm::SmallVector<Call> calls_;
  llvm::SmallVector<mlir::Type> types_;
};

} // namespace millrace::flow

#endif
