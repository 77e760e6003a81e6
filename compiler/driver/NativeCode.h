/// The back half of the compiler: from a lowered pipeline to code that runs in this process or to an executable.
///
/// Shape:   LLVM dialect → LLVM → (executables: descriptor, tables, main) → kernels' bitcode at O3 → optimise → object → JIT or LLD.
/// Errors:  sentences; they name what the installation lacks or the file that cannot be written.
/// Threads: one compilation, which at O3 takes up to four threads of its own (codegen/Units.h) and ends them; the code may run on any.
#ifndef MILLRACE_COMPILER_DRIVER_NATIVECODE_H
#define MILLRACE_COMPILER_DRIVER_NATIVECODE_H

#include "compiler/codegen/EntryStubs.h"
#include "compiler/codegen/Jit.h"
#include "compiler/codegen/Link.h"
#include "compiler/codegen/StageTimes.h"
#include "compiler/codegen/Target.h"
#include "compiler/lower/Lower.h"
#include "runtime/task/Pipeline.h"

namespace millrace::driver {

struct NativeOptions {
  codegen::Tier tier = codegen::Tier::O3;
  codegen::TargetSpec target = {};
};

/// A pipeline whose code is in this process. Keeps everything alive that `view` points to.
class LoadedPipeline {
public:
  [[nodiscard]] CompiledPipeline view() const { return {descriptor_, entryPoints_, connectors_, formats_}; }

  /// From now on the entry points that `view` gives out may be led elsewhere. Before the first run.
  [[nodiscard]] llvm::Error makeReplaceable();
  /// Leads every entry point to the code of `newer`, which is the same pipeline at another tier and must outlive the runs of this
  /// one. While shards run: each switches at its next call, so between two batches.
  void replaceBy(const LoadedPipeline &newer);

private:
  friend llvm::Expected<std::unique_ptr<LoadedPipeline>> loadPipeline(const lower::LoweredPipeline &, const NativeOptions &,
                                                                      codegen::StageTimes &);
  std::unique_ptr<codegen::JitCode> code_;
  std::unique_ptr<codegen::EntryStubs> stubs_; ///< null: entry points are the code itself
  std::vector<void *> codeAddresses_;
  std::string descriptor_;
  std::vector<std::string> entryNames_;
  std::vector<EntryPoint> entryPoints_;
  std::vector<const ConnectorFactory *> connectors_;
  std::vector<const FormatFactory *> formats_;
};

[[nodiscard]] llvm::Expected<std::unique_ptr<LoadedPipeline>> loadPipeline(const lower::LoweredPipeline &lowered,
                                                                           const NativeOptions &options,
                                                                           codegen::StageTimes &times);

struct BuildOptions {
  NativeOptions native = {};
  std::string outputPath;
  bool stripAll = false;
};
/// Gives the shared libraries that the executable needs beside libc and libm.
[[nodiscard]] llvm::Expected<std::vector<codegen::SharedNeed>> buildExecutable(const lower::LoweredPipeline &lowered,
                                                                               const BuildOptions &options,
                                                                               codegen::StageTimes &times);

/// LLVM IR and assembly of the generated code, after optimisation.
[[nodiscard]] llvm::Expected<std::string> dumpLlvm(const lower::LoweredPipeline &lowered, const NativeOptions &options);
[[nodiscard]] llvm::Expected<std::string> dumpAssembly(const lower::LoweredPipeline &lowered, const NativeOptions &options);

} // namespace millrace::driver

#endif
