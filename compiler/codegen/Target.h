/// Names the CPU that code is generated for and makes LLVM's target machine for it.
///
/// Bounds:  x86-64 with at least the features of x86-64-v3: the runtime library and the kernels are built for that level.
/// Errors:  a CPU name that LLVM does not know, or one below x86-64-v3.
/// Threads: any; LLVM's targets are registered once, on the first call.
#ifndef MILLRACE_COMPILER_CODEGEN_TARGET_H
#define MILLRACE_COMPILER_CODEGEN_TARGET_H

#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace millrace::codegen {

/// O0 calls the library's kernels; O3 links their bitcode and optimises. Both give the same bits.
enum class Tier : uint8_t { O0, O3 };

/// What the runtime library, the kernels and this compiler were built with; generated code and executables follow.
enum class Sanitizer : uint8_t { None, Address, Thread };
[[nodiscard]] Sanitizer builtWith();

inline constexpr std::string_view kLowestCpu = "x86-64-v3";

/// What every function of a module, kernels included, carries as `target-cpu` and `target-features`.
struct TargetSpec {
  std::string cpu;
  std::string features; ///< LLVM's form: `+avx2,-avx512f`; empty: those of `cpu`
};

/// The machine this process runs on, with all of its features.
[[nodiscard]] llvm::Expected<TargetSpec> hostTarget();
/// A CPU by LLVM's name (`x86-64-v3`, `znver3`), or `native` for the host.
[[nodiscard]] llvm::Expected<TargetSpec> targetOf(std::string_view cpu);

[[nodiscard]] std::unique_ptr<llvm::TargetMachine> makeTargetMachine(const TargetSpec &target, Tier tier);

/// Gives `module` the machine's triple and layout and every function the same CPU and features, so that LLVM may inline
/// across all of them.
void applyTarget(llvm::Module &module, const llvm::TargetMachine &machine, const TargetSpec &target);

/// Makes an error of one sentence: lower case, no full stop.
[[nodiscard]] llvm::Error codegenError(const llvm::Twine &message);

} // namespace millrace::codegen

#endif
