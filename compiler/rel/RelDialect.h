/// Declares the `rel` dialect: logical algebra over changelogs (RelOps.td), and what its passes ask of columns and rows.
///
/// Shape:   a stream's type lists its columns; a region of scalar work has one block whose arguments are the input's columns
///          and which ends with `sql.yield`.
#ifndef MILLRACE_COMPILER_REL_RELDIALECT_H
#define MILLRACE_COMPILER_REL_RELDIALECT_H

#include "compiler/sql/SqlDialect.h"

#include "mlir/IR/SymbolTable.h"

#include <string>

#include "compiler/rel/RelDialect.h.inc"
#include "compiler/rel/RelEnums.h.inc"

namespace millrace::rel {
class Pruning;
} // namespace millrace::rel

#include "compiler/rel/RelInterfaces.h.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/rel/RelAttributes.h.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/rel/RelTypes.h.inc"

#define GET_OP_CLASSES
#include "compiler/rel/RelOps.h.inc"

namespace millrace::rel {

/// Sets of row kinds: bit i is RowKind i.
constexpr uint8_t kInsertKind = 1, kUpdateBeforeKind = 2, kUpdateAfterKind = 4, kDeleteKind = 8;
constexpr uint8_t kInsertOnly = kInsertKind, kAllKinds = 15;
constexpr bool isUpdating(uint8_t kinds) { return kinds != kInsertOnly; }
/// `[I]`, `[I,UA,D]`: as EXPLAIN writes a set of row kinds.
std::string kindsText(uint8_t kinds);

/// Whether equal values of the two types have equal key bytes (docs/formats/row.md): one type, but strings and bytes of any length.
bool haveSameKeyForm(mlir::Type a, mlir::Type b);

/// The types of the columns, in order.
llvm::SmallVector<mlir::Type> columnTypes(StreamType stream);
inline StreamType streamOf(mlir::Value value) { return mlir::cast<StreamType>(value.getType()); }
/// Whether the groups are those of windows and told when they close.
inline bool closesWithWindow(AggregateOp op) { return !op.getWindow().empty(); }
/// Index of the first column of this name; none if there is none.
std::optional<unsigned> findColumn(StreamType stream, llvm::StringRef name);

/// The names of columns, as lists for people have them: `a, b`.
std::string columnNames(StreamType stream, llvm::ArrayRef<int32_t> columns);

/// An empty region's block for scalar work over `columns`, with one argument each at `location`.
mlir::Block &addColumnBlock(mlir::Region &region, StreamType columns, mlir::Location location);

inline constexpr llvm::StringLiteral kRowKindsAttr = "row_kinds";
/// On rel.scan: its rows are versions for a temporal join, to which changes without -U say all that it must know.
inline constexpr llvm::StringLiteral kVersionsAttr = "versions";
/// Whether the table's changes come without -U and with deletes that may hold the key alone. Such a scan's rows are completed per
/// primary key before anything sees them (Flink's ChangelogNormalize), so they carry all kinds.
bool isUpsertScan(ScanOp scan);
/// The row kinds that `rel-infer-changelog` decided for an operator's result; append-only when it has not run.
uint8_t rowKindsOf(mlir::Operation *op);
void setRowKinds(mlir::Operation *op, uint8_t kinds);
/// Whether a -U of the stream may come without a +U after it; then a reader that is told by key must take it for a -D.
bool hasLoneBefore(mlir::Value stream);
/// `table.exec.state.ttl` of the program that the operator is in; 0: state is kept for ever.
int64_t stateTtlMs(mlir::Operation *op);

} // namespace millrace::rel

#endif
