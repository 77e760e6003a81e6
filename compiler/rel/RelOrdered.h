/// Declares the operators that look at rows in an order (RelOrdered.td), and what passes and their lowering ask of them.
#ifndef MILLRACE_COMPILER_REL_RELORDERED_H
#define MILLRACE_COMPILER_REL_RELORDERED_H

#include "compiler/rel/RelDialect.h"

#define GET_OP_CLASSES
#include "compiler/rel/RelOrdered.h.inc"

namespace millrace::rel {

llvm::SmallVector<SortColumnAttr> sortColumns(mlir::ArrayAttr order);
/// What kind of time attribute the one column is that rows are sorted by; none for several columns, for others, and where a join has ended time.
TimeKind timeOrder(mlir::Value stream, mlir::ArrayAttr order);
/// `ORDER BY a ASC, b DESC` without the keywords before: `a ASC, b DESC`.
std::string orderText(StreamType stream, mlir::ArrayAttr order);

/// `ROW_NUMBER`
std::string rankName(RankFunction function);
/// What messages call the operator: `ORDER BY`; empty for other operators.
std::string orderedText(mlir::Operation *op);

/// How a Top-N is kept. Source: Flink's RankProcessStrategy and StreamExecRank.
enum class RankStrategy : uint8_t {
  Append,      ///< rows are only inserted: the best rows
  FirstRows,   ///< rows are only inserted and rank as they come: how many came
  KeepFirst,   ///< the first row by event time, sent when no earlier one can come
  KeepLast,    ///< the last row by a time attribute
  BestRow,     ///< the best row alone; an update of a row never makes it worse
  UpdateFast,  ///< the best rows, found by `upsertKey`; an update of a row never makes it worse
  Retract,     ///< all rows
};
struct RankPlan {
  RankStrategy strategy;
  llvm::SmallVector<int32_t> upsertKey; ///< UpdateFast; set for BestRow over updates too
};
/// Precondition: the row kinds of the operators above are inferred, at least forward.
RankPlan planRank(RankOp op);

/// The columns of `stream` that hold the window its rows are in, if they are of one window. A join by windows has them twice.
struct WindowColumns {
  WindowAttr window; ///< its time column is of the operator that made it
  llvm::SmallVector<int32_t> starts, ends, times; ///< window_start, window_end; window_time, which may be in none
  bool isZoned;                                   ///< bounds are local times of the session's zone
  bool isProcessingTime;
  bool isOfGroupBy; ///< of TUMBLE, HOP or SESSION in GROUP BY, which Flink follows no further
  /// Of a session: per column that it is made by, where `stream` has it.
  std::optional<llvm::SmallVector<llvm::SmallVector<int32_t>>> partition;

  /// A start and an end that are among `columns`, if there are.
  std::optional<std::pair<int32_t, int32_t>> among(llvm::ArrayRef<int32_t> columns) const;
  /// Whether rows that are equal in `columns` are of one session, and those of a session are equal in them; true of other windows.
  bool arePartition(llvm::ArrayRef<int32_t> columns) const;
};
std::optional<WindowColumns> windowColumnsOf(mlir::Value stream);

} // namespace millrace::rel

#endif
