/// Divides a pipeline's functions over units that are optimised and emitted side by side, each in an LLVM context of its own.
///
/// Shape:   entry points and larger functions with several callers are dealt out by weight and called by name across units; the first unit is the heaviest.
///          A function that is small or has one caller is worth inlining: it is internal and stands in every unit that calls it.
/// Bounds:  one unit where a second thread would not pay, or where a global is not a constant that each unit may have.
/// Threads: a plan may be read on any.
#ifndef MILLRACE_COMPILER_CODEGEN_UNITS_H
#define MILLRACE_COMPILER_CODEGEN_UNITS_H

#include "compiler/codegen/KernelBitcode.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Module.h"

#include <span>
#include <string>
#include <vector>

namespace millrace::codegen {

class UnitPlan {
public:
  /// At most `countMax` units. Reads a translated module before kernels are linked into it; `inlined`: those that then will be.
  UnitPlan(const llvm::Module &module, std::span<const std::string> entrySymbols, const InlinedKernels &inlined, size_t countMax);

  [[nodiscard]] size_t count() const { return symbols_.size(); }
  /// What the unit defines for the others and for the runtime.
  [[nodiscard]] const std::vector<std::string> &symbols(size_t unit) const { return symbols_[unit]; }
  /// Leaves in `module`, a translation of the planned one, what unit `unit` needs.
  void keep(llvm::Module &module, size_t unit) const;

private:
  std::vector<std::vector<std::string>> symbols_;
  llvm::StringMap<size_t> unitOf_; ///< of each symbol in `symbols_`
};

} // namespace millrace::codegen

#endif
