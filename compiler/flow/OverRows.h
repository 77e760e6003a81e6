/// What the ways to compute rel.over share: rows of a partition in a sorted table, and accumulators in a value table beside it.
#ifndef MILLRACE_COMPILER_FLOW_OVERROWS_H
#define MILLRACE_COMPILER_FLOW_OVERROWS_H

#include "compiler/flow/KeyedProcess.h"
#include "compiler/flow/OverPlan.h"

namespace millrace::flow {

struct OverRows {
  static constexpr llvm::StringLiteral kRows = "rows", kState = "state", kDue = "due";
  using Values = sql::ScalarBuilder::Values;

  RelConversion &conversion;
  rel::OverOp op;
  mlir::Value input;
  StreamType stream;
  OverPlan plan;
  KeptRows rows;
  llvm::SmallVector<mlir::Type> rowTypes;   ///< of an entry of `rows`: the row, then columns of the way's own
  llvm::SmallVector<mlir::Type> stateTypes; ///< numbers of the way's own, then the accumulator

  OverRows(RelConversion &conversion, rel::OverOp op, mlir::Value input, bool retracting);

  SlotType rowSlot() { return SlotType::get(op.getContext(), rowTypes); }
  TableAttr sortedTable(llvm::ArrayRef<mlir::Type> sortTypes, llvm::ArrayRef<int32_t> order);
  TableAttr stateTable();
  /// `tables`: beside the maps of aggregates.
  KeyedProcess process(llvm::ArrayRef<TableAttr> tables, llvm::ArrayRef<TimerAttr> timers, llvm::StringRef how);

  LookupOp state(sql::ScalarBuilder &code, bool create);
  /// What the entry holds; where there is none, zero for the own numbers and the initial accumulator.
  Values loadState(sql::ScalarBuilder &code, LookupOp entry);
  void storeState(sql::ScalarBuilder &code, LookupOp entry, mlir::ValueRange values);

  mlir::Value count(sql::ScalarBuilder &code) { return code.create<SortedCountOp>(code.builder().getI64Type(), kRows); }
  mlir::Value slotAt(sql::ScalarBuilder &code, mlir::Value index) { return code.create<SortedAtOp>(rowSlot(), kRows, index); }
  Values each(sql::ScalarBuilder &code, mlir::Value first, mlir::Value end, mlir::ValueRange inits, SortedBody body) {
    return forEachRow(code, kRows, rowSlot(), first, end, inits, body);
  }
  /// Adds the rows [first, end) to an accumulator.
  Values accumulateRows(sql::ScalarBuilder &code, mlir::ValueRange keys, mlir::Value first, mlir::Value end, mlir::ValueRange accumulator);
  void emit(sql::ScalarBuilder &code, mlir::Value kind, mlir::ValueRange row, mlir::ValueRange results);
};

/// Frames over rows in order of a time attribute.
mlir::Value convertTimeOver(RelConversion &conversion, rel::OverOp op, mlir::Value input);
/// Frames over rows in order of another column: a row that comes or goes changes those behind it.
mlir::Value convertSortedOver(RelConversion &conversion, rel::OverOp op, mlir::Value input);

} // namespace millrace::flow

#endif
