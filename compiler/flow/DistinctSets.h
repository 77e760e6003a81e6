/// The sets of values that DISTINCT calls keep: one per column, shared by all calls over it, whatever their filters.
///
/// State:   a map `distinct_N`: value -> per filter how many rows with this value passed it; where no row is taken back, a bit per filter instead, and
///          nothing where there is one filter only. A value without rows is no entry.
/// Source:  Flink's DistinctInfo and DistinctAggCodeGen.
#ifndef MILLRACE_COMPILER_FLOW_DISTINCTSETS_H
#define MILLRACE_COMPILER_FLOW_DISTINCTSETS_H

#include "compiler/flow/FlowDialect.h"
#include "compiler/sql/ScalarBuilder.h"

namespace millrace::flow {

class DistinctSet {
public:
  using Values = sql::ScalarBuilder::Values;

  /// `retracting`: rows may be taken back.
  DistinctSet(std::string name, int32_t argument, mlir::Type argumentType, bool retracting)
      : name_(std::move(name)), argument_(argument), key_(sql::withoutNull(argumentType)), retracting_(retracting) {}

  /// The filter's place in the entries; it is added if it is new. -1: all rows count.
  unsigned addFilter(int32_t filter);
  int32_t argument() const { return argument_; }
  llvm::ArrayRef<int32_t> filters() const { return filters_; }
  llvm::StringRef name() const { return name_; }
  TableAttr table(int64_t ttlMs) const;

  /// Adds the row to the set, or takes it out; gives per filter whether the value comes to count (its first row), or counts no more (its last).
  Values change(sql::ScalarBuilder &code, mlir::ValueRange row, bool retracts) const;

private:
  llvm::SmallVector<mlir::Type> valueTypes() const;
  SlotType slotType() const { return SlotType::get(key_.getContext(), valueTypes()); }
  /// What `change` has where the row's value is not looked up.
  Values none(sql::ScalarBuilder &code) const;
  Values add(sql::ScalarBuilder &code, mlir::Value value, const Values &passes) const;
  Values count(sql::ScalarBuilder &code, mlir::Value value, const Values &passes, bool retracts) const;
  unsigned wordCount() const;

  std::string name_;
  int32_t argument_;
  mlir::Type key_;
  bool retracting_;
  llvm::SmallVector<int32_t> filters_;
};

/// The sets of an aggregate's calls, in the order of their first calls.
llvm::SmallVector<DistinctSet> distinctSets(StreamType input, mlir::ArrayAttr calls, bool retracting);
/// Whether a call keeps a set: DISTINCT, and a function for which that makes a difference.
bool keepsDistinctSet(StreamType input, rel::AggregateCallAttr call);
/// `bidder (all rows, $f3), auction (all rows)`; empty without sets.
std::string describeDistinctSets(StreamType input, mlir::ArrayAttr calls);

} // namespace millrace::flow

#endif
