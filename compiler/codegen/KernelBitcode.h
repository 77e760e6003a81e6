/// Links the kernels that a module calls from `kernels.bc`, so that LLVM can inline and specialise them.
///
/// Shape:   only what is reachable from the module is loaded; everything but `entrySymbols` becomes internal. A function that
///          the bitcode does not hold stays a declaration and is resolved against the library.
/// Errors:  a bitcode file that is missing or unreadable.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_KERNELBITCODE_H
#define MILLRACE_COMPILER_CODEGEN_KERNELBITCODE_H

#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <span>
#include <string>

namespace millrace::codegen {

/// What is left of a kernel where it is not inlined.
enum class KernelCopies : uint8_t {
  Own,     ///< a copy in the module, which LLVM may specialise: executables
  Process, ///< a call of the library's, which is in this process: compiling it again is most of what optimised JIT code would cost
};

[[nodiscard]] llvm::Error linkKernels(llvm::Module &module, const std::string &bitcodePath,
                                      std::span<const std::string> entrySymbols, KernelCopies copies = KernelCopies::Own);

/// Makes every definition but the named ones internal, so that unused ones go and single-use ones are inlined.
void internalizeAllBut(llvm::Module &module, std::span<const std::string> entrySymbols);

} // namespace millrace::codegen

#endif
