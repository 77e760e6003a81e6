/// Declares the joins of the `rel` dialect (RelJoins.td), and what passes ask of any of them.
#ifndef MILLRACE_COMPILER_REL_RELJOINS_H
#define MILLRACE_COMPILER_REL_RELJOINS_H

#include "compiler/rel/RelDialect.h"

#include "compiler/rel/RelJoinEnums.h.inc"

#define GET_OP_CLASSES
#include "compiler/rel/RelJoins.h.inc"

namespace millrace::rel {

/// Whether rows without a match on the other side are in the result, filled up with NULLs.
constexpr bool keepsLeft(JoinKind kind) { return kind == JoinKind::Left || kind == JoinKind::Full; }
constexpr bool keepsRight(JoinKind kind) { return kind == JoinKind::Right || kind == JoinKind::Full; }
/// Whether the result has the left columns only.
constexpr bool isExistence(JoinKind kind) { return kind == JoinKind::Semi || kind == JoinKind::Anti; }

/// How the rows of one input are told apart, which decides what its state looks like. Source: Flink's JoinInputSideSpec.
struct JoinSide {
  llvm::SmallVector<int32_t> keys;      ///< the join's keys
  bool hasUniqueKey = false;
  llvm::SmallVector<int32_t> uniqueKey; ///< the shortest upsert key; no columns: there is one row at most
  bool keysHoldUniqueKey = false;       ///< at most one row per join key
  bool uniqueKeyHoldsKeys = false;      ///< an update never moves a row to another join key
};
JoinSide describeSide(mlir::Value input, llvm::ArrayRef<int32_t> keys);

/// The columns of a join's result: nullable where their side may be missing, without time attributes if `keepsTime` is false.
llvm::SmallVector<ColumnAttr> joinedColumns(JoinKind kind, StreamType left, StreamType right, bool keepsTime);

/// Starts an empty condition: its block has the columns of both inputs, the builder stands at its end.
llvm::SmallVector<mlir::Value> beginJoinScalars(mlir::OpBuilder &builder, mlir::Region &region, StreamType left, StreamType right,
                                                mlir::Location location);

} // namespace millrace::rel

#endif
