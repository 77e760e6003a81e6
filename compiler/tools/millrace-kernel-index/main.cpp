/// millrace-kernel-index FILE.bc …: prints the index of the kernels in them, for the build (compiler/codegen/KernelIndex.h).
#include "compiler/codegen/KernelIndex.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i) {
    llvm::LLVMContext context;
    llvm::SMDiagnostic error;
    std::unique_ptr<llvm::Module> kernels = llvm::parseIRFile(argv[i], error, context);
    if (!kernels) {
      error.print(argv[0], llvm::errs());
      return 1;
    }
    millrace::codegen::writeKernelIndex(llvm::sys::path::filename(argv[i]), *kernels, llvm::outs());
  }
}
