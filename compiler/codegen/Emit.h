/// Writes a module as object code, assembly or LLVM IR text.
///
/// Errors:  a construct that the target has no instructions for is our bug and ends in LLVM's fatal error.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_EMIT_H
#define MILLRACE_COMPILER_CODEGEN_EMIT_H

#include "compiler/codegen/Target.h"

#include "llvm/Support/MemoryBuffer.h"

namespace millrace::codegen {

/// An ELF relocatable object, position independent. Consumes the module's IR: it may not be used for more than printing after.
[[nodiscard]] llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> emitObject(llvm::Module &module,
                                                                             llvm::TargetMachine &machine);
/// AT&T syntax, as `clang -S` writes it. Consumes the module's IR as `emitObject` does.
[[nodiscard]] llvm::Expected<std::string> emitAssembly(llvm::Module &module, llvm::TargetMachine &machine);
/// Leaves out the code generator's passes that cost more than they give generated code, for all modules of `context`.
void emitQuickly(llvm::LLVMContext &context);
[[nodiscard]] std::string printLlvm(const llvm::Module &module);

} // namespace millrace::codegen

#endif
