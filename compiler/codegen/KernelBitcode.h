/// Links the kernels that a module calls from their bitcode, so that LLVM can inline and specialise them.
///
/// Shape:   only what is reachable from the module is loaded; everything but `entrySymbols` becomes internal. A function that
///          no bitcode holds stays a declaration and is resolved against the library.
/// Errors:  a bitcode file that is missing or unreadable.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_KERNELBITCODE_H
#define MILLRACE_COMPILER_CODEGEN_KERNELBITCODE_H

#include "compiler/codegen/KernelIndex.h"

#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <span>
#include <string>

namespace millrace::codegen {

/// For executables: copies of all kernels, which LLVM may specialise, from the file that holds them all.
[[nodiscard]] llvm::Error linkKernels(llvm::Module &module, const std::string &bitcodePath, std::span<const std::string> entrySymbols);

/// The kernels that code of this process inlines, with their sizes.
using InlinedKernels = llvm::StringMap<KernelEntry>;
[[nodiscard]] InlinedKernels chooseKernels(const llvm::Module &module, const KernelIndex &index);

/// For code of this process: only the chosen kernels. What else is called, the library in this process has; compiling it again is most of
/// what optimised JIT code would cost.
[[nodiscard]] llvm::Error inlineKernels(llvm::Module &module, const KernelIndex &index, const InlinedKernels &chosen,
                                        std::span<const std::string> entrySymbols);

/// Makes every definition but the named ones internal, so that unused ones go and single-use ones are inlined.
void internalizeAllBut(llvm::Module &module, std::span<const std::string> entrySymbols);

} // namespace millrace::codegen

#endif
