// The pass that shows lowering to millrace-opt.
#ifndef MILLRACE_LOWER_PASSES
#define MILLRACE_LOWER_PASSES

include "mlir/Pass/PassBase.td"

def ToLlvm : Pass<"flow-to-llvm", "::mlir::ModuleOp"> {
  let summary = "replaces a flow module by the LLVM dialect of its tasks; the descriptor is not kept";
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif
