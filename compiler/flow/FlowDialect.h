/// Declares the `flow` dialect: physical dataflow with declared state (FlowOps.td).
///
/// Shape:   streams have rel's type. A region of per-row work has one block: row kind (i8), then the input's columns; it sends
///          rows with `flow.emit` and ends with `sql.yield`.
#ifndef MILLRACE_COMPILER_FLOW_FLOWDIALECT_H
#define MILLRACE_COMPILER_FLOW_FLOWDIALECT_H

#include "compiler/rel/RelDialect.h"

#include "compiler/flow/FlowDialect.h.inc"
#include "compiler/flow/FlowEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "compiler/flow/FlowAttributes.h.inc"

#define GET_TYPEDEF_CLASSES
#include "compiler/flow/FlowTypes.h.inc"

#define GET_OP_CLASSES
#include "compiler/flow/FlowOps.h.inc"

namespace millrace::flow {

using rel::StreamType;

/// On flow.process: by how many ms its results may be older than the watermark, which it passes on so much later.
inline constexpr llvm::StringLiteral kWatermarkDelayAttr = "watermark_delay_ms";

/// On flow.process: input that is read to its end before the others.
inline constexpr llvm::StringLiteral kPreloadAttr = "preload";

/// The columns that `flow.emit` in this operator's regions sends to output `index`.
StreamType outputOf(mlir::Operation *op, unsigned index);
/// The declared table of this name in the `flow.process` around `op`; null if there is none.
TableAttr findTable(mlir::Operation *op, llvm::StringRef name);

/// The block of a region of per-row work over `columns`: row kind, then one argument per column, each at `location`.
mlir::Block &addRowBlock(mlir::Region &region, StreamType columns, mlir::Location location);

} // namespace millrace::flow

#endif
