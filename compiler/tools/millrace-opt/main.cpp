// millrace-opt: runs any pass of the compiler on IR text, for tests and for looking around.
#include "compiler/flow/FlowPasses.h"
#include "compiler/rel/RelPasses.h"
#if __has_include("compiler/lower/Lower.h")
#include "compiler/lower/Lower.h"
#define MILLRACE_HAS_LOWER 1
#endif

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<millrace::sql::SqlDialect, millrace::rel::RelDialect, millrace::flow::FlowDialect, mlir::scf::SCFDialect,
                  mlir::LLVM::LLVMDialect>();
  millrace::rel::registerRelPasses();
  millrace::flow::registerFlowPasses();
#ifdef MILLRACE_HAS_LOWER
  millrace::lower::registerLowerPasses();
#endif
  mlir::registerCSEPass();
  mlir::registerStripDebugInfoPass();
  return mlir::asMainReturnCode(mlir::MlirOptMain(argc, argv, "Millrace's passes\n", registry));
}
