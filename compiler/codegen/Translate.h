/// Turns a module of the LLVM dialect into an `llvm::Module`.
///
/// Errors:  anything that is not LLVM dialect is our bug: an error that names the first such operation.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_TRANSLATE_H
#define MILLRACE_COMPILER_CODEGEN_TRANSLATE_H

#include "mlir/IR/BuiltinOps.h"

#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <memory>

namespace millrace::codegen {

/// `context` outlives the result.
[[nodiscard]] llvm::Expected<std::unique_ptr<llvm::Module>> translateToLlvm(mlir::ModuleOp module,
                                                                            llvm::LLVMContext &context);

} // namespace millrace::codegen

#endif
