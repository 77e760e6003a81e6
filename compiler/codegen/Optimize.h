/// Runs LLVM's optimisation pipeline of a tier over a module.
///
/// Shape:   O0 changes nothing. O3 is LLVM's own O3 with the machine's cost model, or its short form. In sanitizer builds every function is
///          instrumented after it, in both tiers.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_OPTIMIZE_H
#define MILLRACE_COMPILER_CODEGEN_OPTIMIZE_H

#include "compiler/codegen/Target.h"

namespace millrace::codegen {

/// How much time O3 may take. Kernels come optimised, so what is left for Quick is inlining them and simplifying across them: a quarter of
/// the time of LLVM's O3, for nearly the same code.
enum class Effort : uint8_t { Quick, Full };

struct OptimizeOptions {
  Tier tier = Tier::O3;
  Effort effort = Effort::Full;
  bool verify = true;          ///< LLVM's verifier before; an error there is our bug
  Sanitizer sanitizer = Sanitizer::None; ///< instruments the functions; the process must hold its runtime
};

[[nodiscard]] llvm::Error optimizeModule(llvm::Module &module, llvm::TargetMachine &machine,
                                         const OptimizeOptions &options);

} // namespace millrace::codegen

#endif
