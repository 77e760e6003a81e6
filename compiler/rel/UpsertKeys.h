/// Upsert keys of streams: sets of columns that each identify a row over its updates.
#ifndef MILLRACE_COMPILER_REL_UPSERTKEYS_H
#define MILLRACE_COMPILER_REL_UPSERTKEYS_H

#include "compiler/rel/RelDialect.h"

namespace millrace::rel {

/// Columns in no particular order.
using UpsertKey = llvm::SmallVector<int32_t>;
using UpsertKeys = llvm::SmallVector<UpsertKey>;

/// The keys of the operator that makes `stream`, through operators that pass rows on. A table's PRIMARY KEY is believed, also where rows are only inserted.
/// Source: Flink's FlinkRelMdUpsertKeys.
UpsertKeys upsertKeysOf(mlir::Value stream);

/// Whether `columns` hold all of `part`.
bool holdsAll(llvm::ArrayRef<int32_t> columns, llvm::ArrayRef<int32_t> part);

} // namespace millrace::rel

#endif
