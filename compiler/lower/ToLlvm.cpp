// Pass `flow-to-llvm`: lower() over a module, for millrace-opt and its tests.
#include "compiler/lower/Lower.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace millrace::lower {

#define GEN_PASS_DEF_TOLLVM
#include "compiler/lower/LowerPasses.h.inc"

namespace {

struct ToLlvm : impl::ToLlvmBase<ToLlvm> {
  void runOnOperation() override {
    auto lowered = lower(getOperation(), LowerOptions());
    if (mlir::failed(lowered))
      return signalPassFailure();
    mlir::Block *body = getOperation().getBody();
    while (!body->empty())
      body->back().erase();
    body->getOperations().splice(body->end(), lowered->llvmModule->getBody()->getOperations());
  }
};

} // namespace

void registerLowerPasses() {
  mlir::registerPass([] { return createToLlvm(); });
}

} // namespace millrace::lower
