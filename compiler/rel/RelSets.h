/// Declares the operators of INTERSECT and EXCEPT (RelSets.td).
#ifndef MILLRACE_COMPILER_REL_RELSETS_H
#define MILLRACE_COMPILER_REL_RELSETS_H

#include "compiler/rel/RelDialect.h"

#define GET_OP_CLASSES
#include "compiler/rel/RelSets.h.inc"

#endif
