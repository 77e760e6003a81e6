/// Makes a flow.process with one keyed input, and keeps whole rows of that input in its state.
#ifndef MILLRACE_COMPILER_FLOW_KEYEDPROCESS_H
#define MILLRACE_COMPILER_FLOW_KEYEDPROCESS_H

#include "compiler/flow/FlowSorted.h"
#include "compiler/flow/RelConversion.h"
#include "compiler/rel/RelOrdered.h"

namespace millrace::flow {

/// What a keyed process is made from. `meaning`: of the operator, without its input; `bound`: of its state, for EXPLAIN.
struct ProcessSpec {
  mlir::Location location;
  StreamType result;
  mlir::Value input;
  llvm::SmallVector<int32_t> keys;
  llvm::SmallVector<TableAttr> tables;
  llvm::SmallVector<TimerAttr> timers;
  std::string meaning, bound;
};

class KeyedProcess {
public:
  using Values = sql::ScalarBuilder::Values;
  using RowBody = llvm::function_ref<void(sql::ScalarBuilder &, mlir::Value kind, mlir::ValueRange row)>;
  using TimerBody = llvm::function_ref<void(sql::ScalarBuilder &, mlir::ValueRange keys, mlir::Value timeMs)>;

  /// Puts an exchange by the keys in front of the input.
  KeyedProcess(RelConversion &conversion, const ProcessSpec &spec);
  void onRow(RowBody body);
  void onTimer(unsigned timer, TimerBody body);
  mlir::Value result() { return op_.getResult(0); }

private:
  RelConversion &conversion_;
  ProcessOp op_;
};

/// Which columns of a row state keeps. Key columns whose bytes give the value back are not among them: the state's key holds them.
class KeptRows {
public:
  using Values = sql::ScalarBuilder::Values;

  KeptRows(StreamType stream, llvm::ArrayRef<int32_t> keys);

  const llvm::SmallVector<mlir::Type> &types() const { return types_; }
  SlotType slotType() const;
  TableAttr valueTable(llvm::StringRef name, int64_t ttlMs) const;
  TableAttr sortedTable(llvm::StringRef name, llvm::ArrayRef<rel::SortColumnAttr> order, int64_t ttlMs) const;

  /// The values of the key columns, in the order of the keys.
  Values keysOf(mlir::ValueRange row) const;
  void store(sql::ScalarBuilder &code, mlir::Value slot, mlir::ValueRange row) const;
  /// The row's columns; `keys` as the body has them.
  Values load(sql::ScalarBuilder &code, mlir::Value slot, mlir::ValueRange keys) const;
  mlir::Value loadColumn(sql::ScalarBuilder &code, mlir::Value slot, mlir::ValueRange keys, int32_t column) const;
  /// Whether a row is the kept one, NULLs being equal; columns for which `except` says so are not compared.
  mlir::Value isSame(sql::ScalarBuilder &code, mlir::Value slot, mlir::ValueRange row, llvm::function_ref<bool(int32_t)> except = nullptr) const;

private:
  StreamType stream_;
  llvm::SmallVector<int32_t> keys_;
  llvm::SmallVector<int32_t> kept_; // columns in state
  llvm::SmallVector<mlir::Type> types_;
};

/// The values of the sort columns.
sql::ScalarBuilder::Values sortValues(llvm::ArrayRef<rel::SortColumnAttr> order, mlir::ValueRange row);
/// Whether sort values `a` sort before `b`; `orEqual`: or like them.
mlir::Value sortsBefore(sql::ScalarBuilder &code, llvm::ArrayRef<rel::SortColumnAttr> order, mlir::ValueRange a, mlir::ValueRange b, bool orEqual = false);
/// The order of sort columns as a table has it.
llvm::SmallVector<int32_t> orderBits(llvm::ArrayRef<rel::SortColumnAttr> order);
/// `a ASC, b DESC` as operator ids see it.
std::string describeOrder(StreamType stream, llvm::ArrayRef<rel::SortColumnAttr> order);

/// Runs `body` for i = from ... to - 1.
void forEachIndex(sql::ScalarBuilder &code, mlir::Value from, mlir::Value to, llvm::function_ref<void(mlir::Value)> body);
/// Loops over the rows [first, end) of a sorted table with loop values: (index, slot, values) -> values; false stops. Gives the last values.
using SortedBody = llvm::function_ref<sql::ScalarBuilder::Values(mlir::Value index, mlir::Value slot, mlir::ValueRange carried, mlir::Value &goesOn)>;
sql::ScalarBuilder::Values forEachRow(sql::ScalarBuilder &code, llvm::StringRef table, SlotType slot, mlir::Value first, mlir::Value end,
                                      mlir::ValueRange inits, SortedBody body);

/// The index of the first of the rows [first, end) of a sorted table for which `isIt` says so; -1: none.
mlir::Value findRow(sql::ScalarBuilder &code, llvm::StringRef table, SlotType slot, mlir::Value first, mlir::Value end,
                    llvm::function_ref<mlir::Value(mlir::Value slot)> isIt);

mlir::Value lesser(sql::ScalarBuilder &code, mlir::Value a, mlir::Value b);

} // namespace millrace::flow

#endif
