/// Which columns of a stream are time attributes in fact: a column's type says what the binder took it for before it knew which joins hold rows back.
#ifndef MILLRACE_COMPILER_REL_TIMEATTRIBUTES_H
#define MILLRACE_COMPILER_REL_TIMEATTRIBUTES_H

#include "compiler/rel/RelDialect.h"

namespace millrace::rel {

/// What time the column is, followed to the operator that makes it. A regular join ends time: its rows come whenever their partners do.
TimeKind timeKindOf(mlir::Value stream, int32_t column);

/// Row kinds of a stream from its operators alone, before `rel-infer-changelog` has run.
uint8_t possibleKinds(mlir::Value stream);

} // namespace millrace::rel

#endif
