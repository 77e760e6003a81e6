/// Turns aggregate calls into accumulator columns and the `sql` code that keeps them, from the aggregate records.
///
/// Shape:   one accumulator per key: the columns of each call in order, then the row count where rows can be taken back.
/// State:   beside it, a set per DISTINCT column (DistinctSets.h), and a map `values_N` (value -> count) per MIN/MAX that must survive retractions; for
///          FIRST_VALUE and LAST_VALUE then a table `order_N` of the values as they came. All live in the `flow.process` around the code.
/// Source:  stdlib/AggregateRecord.h.
#ifndef MILLRACE_COMPILER_FLOW_AGGREGATEPLAN_H
#define MILLRACE_COMPILER_FLOW_AGGREGATEPLAN_H

#include "compiler/flow/DistinctSets.h"
#include "stdlib/AggregateRecord.h"

namespace millrace::flow {

class AggregatePlan {
public:
  using Values = sql::ScalarBuilder::Values;
  enum class Step : uint8_t { Accumulate, Retract };

  /// `retracting`: rows of the input may be taken back. Precondition: every call names a record for its argument types.
  AggregatePlan(StreamType input, mlir::ArrayAttr calls, bool retracting);

  const llvm::SmallVector<mlir::Type> &accumulatorTypes() const { return types_; }
  /// Whether the accumulator row alone does not hold the state.
  bool needsMaps() const { return !sets_.empty() || !maps_.empty() || !lists_.empty(); }
  /// Whether accumulators of rows that came in turns cannot be merged: FIRST_VALUE, LAST_VALUE.
  bool dependsOnOrder() const;
  llvm::SmallVector<TableAttr> mapTables(int64_t ttlMs) const;

  Values initial(sql::ScalarBuilder &code) const;
  /// `row`: the input's columns.
  Values apply(sql::ScalarBuilder &code, mlir::ValueRange row, mlir::ValueRange accumulator, Step step) const;
  /// As `apply`; for retracting inputs by the row kind.
  Values applyByKind(sql::ScalarBuilder &code, mlir::Value kind, mlir::ValueRange row, mlir::ValueRange accumulator) const;
  Values merge(sql::ScalarBuilder &code, mlir::ValueRange accumulator, mlir::ValueRange other) const;
  /// One value per call, of the call's type.
  Values results(sql::ScalarBuilder &code, mlir::ValueRange accumulator) const;
  /// How many rows the accumulator holds. Precondition: retracting.
  mlir::Value rowCount(mlir::ValueRange accumulator) const { return accumulator[*rowCountColumn_]; }
  void eraseMaps(sql::ScalarBuilder &code) const;

private:
  struct Call {
    rel::AggregateCallAttr attribute;
    const AggregateForm *form;
    bool skipsNulls;
    unsigned firstColumn;
    std::optional<unsigned> distinctSet; // index into sets_
    unsigned filterPlace;                // in that set's entries
    std::optional<unsigned> valuesMap;   // index into maps_
    std::optional<unsigned> valuesList;  // index into lists_
  };
  struct Map {
    std::string name;
    mlir::Type key;
  };
  struct List {
    std::string name;
    mlir::Type value;
  };

  void addCall(rel::AggregateCallAttr attribute, StreamType input);
  void applyCall(sql::ScalarBuilder &code, const Call &call, mlir::ValueRange row, Values &accumulator, Step step,
                 llvm::ArrayRef<Values> counted) const;
  Values stepColumns(sql::ScalarBuilder &code, const Call &call, mlir::Value operand, mlir::ValueRange columns, Step step) const;
  Values stepWithValues(sql::ScalarBuilder &code, const Call &call, mlir::Value operand, mlir::ValueRange columns, Step step) const;
  Values stepWithOrder(sql::ScalarBuilder &code, const Call &call, mlir::Value operand, mlir::ValueRange columns, Step step) const;

  bool retracting_;
  llvm::SmallVector<Call> calls_;
  llvm::SmallVector<DistinctSet> sets_;
  llvm::SmallVector<Map> maps_;
  llvm::SmallVector<List> lists_;
  llvm::SmallVector<mlir::Type> types_;
  std::optional<unsigned> rowCountColumn_;
  bool ownsRowCount_ = false; // else the row count is a COUNT(*) of the query
};

/// Whether a row kind takes a row back: -U or -D.
mlir::Value isRetraction(sql::ScalarBuilder &code, mlir::Value kind);
mlir::Value rowKind(sql::ScalarBuilder &code, RowKind kind);

} // namespace millrace::flow

#endif
