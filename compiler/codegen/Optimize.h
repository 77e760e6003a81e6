/// Runs LLVM's optimisation pipeline of a tier over a module.
///
/// Shape:   O0 changes nothing. O3 is LLVM's own O3 with the machine's cost model. In address-sanitizer builds the functions
///          that are not kernels are instrumented after it, in both tiers.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_OPTIMIZE_H
#define MILLRACE_COMPILER_CODEGEN_OPTIMIZE_H

#include "compiler/codegen/Target.h"

namespace millrace::codegen {

struct OptimizeOptions {
  Tier tier = Tier::O3;
  bool verify = true;          ///< LLVM's verifier before; an error there is our bug
  bool sanitizeAddress = false; ///< instrument for AddressSanitizer; the process must hold its runtime
};

[[nodiscard]] llvm::Error optimizeModule(llvm::Module &module, llvm::TargetMachine &machine,
                                         const OptimizeOptions &options);

/// Whether this compiler itself was built with AddressSanitizer; its code must then be too.
[[nodiscard]] bool isAddressSanitizerBuild();

} // namespace millrace::codegen

#endif
