// The order of the flow passes.
#include "compiler/flow/FlowPasses.h"

#include "compiler/rel/RelPasses.h"

#include "mlir/Transforms/Passes.h"

namespace millrace::flow {

void addFlowPasses(mlir::OpPassManager &passes, diagnostics::DiagnosticBag &bag) {
  passes.addPass(createFromRel(bag));
  // Bodies first grow together, so that folding and common values see across operators.
  passes.addPass(createFuseChains());
  passes.addPass(rel::createFoldConstants());
  passes.addPass(mlir::createCSEPass());
  // After folding: it looks at which columns rows carry unchanged, which folding makes plain.
  passes.addPass(createEliminateExchanges());
  // Last: only where an exchange is left do rows move.
  passes.addPass(createTwoPhaseWindows());
}

} // namespace millrace::flow
