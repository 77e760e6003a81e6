/// Says of each kernel which bitcode file holds it and how large it is, so that JIT code reads only the files it inlines from.
///
/// Shape:   `index` beside the bitcode files: a line `file NAME`, then a line `NAME SIZE BLOCKS INLINING` for each kernel in it, size in LLVM
///          instructions, inlining one of `measure`, `always`, `never`. Written by the build (millrace-kernel-index).
/// Errors:  an index that is missing or damaged.
/// Threads: read by any.
#ifndef MILLRACE_COMPILER_CODEGEN_KERNELINDEX_H
#define MILLRACE_COMPILER_CODEGEN_KERNELINDEX_H

#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <string>
#include <vector>

namespace millrace::codegen {

struct KernelEntry {
  enum class Inlining : uint8_t { Measure, Always, Never };
  size_t file = 0; ///< in KernelIndex::path
  unsigned size = 0;
  unsigned blocks = 0;
  Inlining inlining = Inlining::Measure;

  /// Whether the body saves more than it costs the compiler, where the module calls it `callCount` times.
  [[nodiscard]] bool isWorthInlining(unsigned callCount) const;
};

class KernelIndex {
public:
  [[nodiscard]] static llvm::Expected<KernelIndex> read(const std::string &folder);

  /// Null: no kernel.
  [[nodiscard]] const KernelEntry *find(llvm::StringRef name) const;
  [[nodiscard]] const std::string &path(size_t file) const { return paths_[file]; }

private:
  std::vector<std::string> paths_;
  llvm::StringMap<KernelEntry> entries_;
};

/// The lines of one bitcode file.
void writeKernelIndex(llvm::StringRef fileName, const llvm::Module &kernels, llvm::raw_ostream &out);

} // namespace millrace::codegen

#endif
