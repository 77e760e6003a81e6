/// Top-N with rows in a sorted table: what its ways of keeping rows share.
#ifndef MILLRACE_COMPILER_FLOW_TOPN_H
#define MILLRACE_COMPILER_FLOW_TOPN_H

#include "compiler/flow/KeyedProcess.h"

namespace millrace::flow {

/// What is asked of a Top-N, whichever operator asks.
struct TopNSpec {
  mlir::Operation *op; ///< where it stands, and its result
  mlir::Value input;   ///< flow stream
  llvm::SmallVector<int32_t> partition;
  llvm::SmallVector<rel::SortColumnAttr> order;
  int64_t start = 1, end = 0;
  std::optional<int32_t> endColumn; ///< instead of `end`
  bool number = false;              ///< the result ends with the rank
  rel::RankFunction function = rel::RankFunction::RowNumber;
  std::string bound;

  /// With the rank, or from a rank above 1, every row that changes its rank is told.
  bool tellsRanks() const { return number || start > 1; }
};

/// Rows that are only inserted: the best rows alone are kept.
mlir::Value convertAppendTopN(RelConversion &conversion, const TopNSpec &spec);
/// Rows of one `upsertKey` replace each other and never sink: the best rows alone are kept.
mlir::Value convertUpdateTopN(RelConversion &conversion, const TopNSpec &spec, llvm::ArrayRef<int32_t> upsertKey);
/// Rows that may be taken back: all rows are kept.
mlir::Value convertRetractTopN(RelConversion &conversion, const TopNSpec &spec);

/// RANK and DENSE_RANK: rows that sort alike have one rank, and move together. `retracting`: rows may be taken back, and all are kept.
mlir::Value convertTiedTopN(RelConversion &conversion, const TopNSpec &spec, bool retracting);

/// The code that they share: sends rows with their ranks and moves rows up and down.
struct TopNCode {
  static constexpr llvm::StringLiteral kRows = "rows", kEnds = "ends";
  using Values = sql::ScalarBuilder::Values;

  const TopNSpec &spec;
  const KeptRows &rows;
  bool sendsUpdateBefore;
  sql::ScalarBuilder &code;
  mlir::ValueRange row;
  Values keys;
  mlir::Value end; ///< how many rows rank, i64

  TopNCode(const TopNSpec &spec, const KeptRows &rows, sql::ScalarBuilder &code, mlir::ValueRange row);
  static llvm::SmallVector<TableAttr> tables(const TopNSpec &spec, const KeptRows &rows, int64_t ttlMs);
  static std::string meaning(const TopNSpec &spec, llvm::StringRef how);

  mlir::Value count();
  /// Index behind the rows that sort before `row` or like it; `isAfter` false: behind those that sort before it.
  mlir::Value position(bool isAfter = true);
  mlir::Value slotAt(mlir::Value index) { return code.create<SortedAtOp>(rows.slotType(), kRows, index); }
  Values rowAt(mlir::Value index) { return rows.load(code, slotAt(index), keys); }
  void insert();
  void erase(mlir::Value index);

  /// `rank`: from 1; null where it is not told.
  void emit(RowKind kind, mlir::ValueRange values, mlir::Value rank = {});
  void emitUpdate(mlir::ValueRange before, mlir::ValueRange after, mlir::Value rank);
  /// `row` comes to stand at `index` and moves the rows [index, last) one rank down. Gives the row that has no rank left.
  Values shiftDown(mlir::Value index, mlir::Value last);
  /// The row that stood at `index` goes, and the rows (index, last) move one rank up. Gives the row whose rank nobody has now.
  Values shiftUp(mlir::Value index, mlir::Value last);

private:
  mlir::Value variableEnd();
};

} // namespace millrace::flow

#endif
