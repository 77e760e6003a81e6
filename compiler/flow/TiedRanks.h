/// Ranks of rows in a sorted table where rows that sort alike share one: SQL's RANK, which leaves out as many ranks as rows share one, and DENSE_RANK.
#ifndef MILLRACE_COMPILER_FLOW_TIEDRANKS_H
#define MILLRACE_COMPILER_FLOW_TIEDRANKS_H

#include "compiler/flow/KeyedProcess.h"

namespace millrace::flow {

/// What `forEachRank` walks over. All indices are i64; `first` begins a group of equal rows.
struct RankWalk {
  llvm::StringRef table;
  const KeptRows &rows;
  llvm::ArrayRef<rel::SortColumnAttr> order;
  rel::RankFunction function;
  mlir::Value first, end;
  mlir::Value ranksBefore; ///< how many ranks the rows before `first` have
};

/// Calls `body` in generated code for each row of the walk, in order: (its columns, its rank from 1). It neither adds nor removes rows.
void forEachRank(sql::ScalarBuilder &code, const RankWalk &walk, mlir::ValueRange keys, llvm::function_ref<void(mlir::ValueRange, mlir::Value)> body);

} // namespace millrace::flow

#endif
