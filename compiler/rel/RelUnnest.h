/// Declares the operator of UNNEST (RelUnnest.td), and what its result has beside the input's columns.
#ifndef MILLRACE_COMPILER_REL_RELUNNEST_H
#define MILLRACE_COMPILER_REL_RELUNNEST_H

#include "compiler/rel/RelDialect.h"

#define GET_OP_CLASSES
#include "compiler/rel/RelUnnest.h.inc"

namespace millrace::rel {

/// The types of an element of the ARRAY, or of key and value of the MAP; empty for other types.
llvm::SmallVector<mlir::Type> partTypes(mlir::Type collection);

} // namespace millrace::rel

#endif
