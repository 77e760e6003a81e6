// Passes over `rel`, one record and one file each.
#ifndef MILLRACE_REL_PASSES
#define MILLRACE_REL_PASSES

include "mlir/Pass/PassBase.td"

#endif
