// Passes over `flow`, one record and one file each.
#ifndef MILLRACE_FLOW_PASSES
#define MILLRACE_FLOW_PASSES

include "mlir/Pass/PassBase.td"

#endif
