// Passes over `flow`, one record and one file each.
#ifndef MILLRACE_FLOW_PASSES
#define MILLRACE_FLOW_PASSES

include "mlir/Pass/PassBase.td"

class FlowPass<string mnemonic> : Pass<"flow-" # mnemonic, "::mlir::ModuleOp"> {
  let dependentDialects = ["::millrace::sql::SqlDialect", "::millrace::rel::RelDialect", "::millrace::flow::FlowDialect", "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

def FromRel : FlowPass<"from-rel"> {
  let summary = "replaces every rel operator by physical ones; rel.table stays";
}
def FuseChains : FlowPass<"fuse-chains"> {
  let summary = "makes one chain of adjacent ones";
}
def EliminateExchanges : FlowPass<"eliminate-exchanges"> {
  let summary = "drops an exchange by keys that the rows are already distributed by";
}
def TwoPhaseWindows : FlowPass<"two-phase-windows"> {
  let summary = "aggregates event-time windows before the exchange in front of them, too";
}
#endif
