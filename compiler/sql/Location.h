/// Carries ranges of SQL text through the IR, so that an error found late points at the user's program.
///
/// Shape:   a range is FusedLoc[NameLoc(SQL text, 64 bytes at most; FileLineColLoc)] with metadata DenseI64Array [begin, end, source id].
///          The SQL text is what a failure at run time quotes.
/// Bounds:  merging locations (MLIR fuses them) keeps the ranges; `rangeOf` gives the first one.
#ifndef MILLRACE_COMPILER_SQL_LOCATION_H
#define MILLRACE_COMPILER_SQL_LOCATION_H

#include "compiler/source/SourceText.h"

#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"

#include <optional>

namespace millrace::sql {

mlir::Location toLocation(mlir::MLIRContext *context, const source::SourceText &text, source::SourceRange range);

/// The first range inside `location`; none for locations that come from no SQL text.
std::optional<source::SourceRange> rangeOf(mlir::Location location);

} // namespace millrace::sql

#endif
