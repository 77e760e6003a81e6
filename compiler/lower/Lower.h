/// Lowers a `flow` module to the LLVM dialect and a pipeline descriptor.
///
/// Shape:   the module holds rel.table symbols and flow operations at its top level. Per task the result defines the entry points
///          of runtime/abi/RuntimeAbi.def; their order in `entrySymbols` is that of the indices in the descriptor.
/// Errors:  what cannot be lowered is an MLIR error at its location (the user's SQL, see sql/Location.h); then failure.
/// Threads: one compilation; the input module is not changed.
#ifndef MILLRACE_COMPILER_LOWER_LOWER_H
#define MILLRACE_COMPILER_LOWER_LOWER_H

#include "runtime/abi/PipelineDescriptor.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <string>
#include <vector>

namespace millrace::lower {

/// What the descriptor says besides what is in the flow module.
struct LowerOptions {
  std::string name;    ///< of the program
  std::string sqlText;
  std::string timeZone = "UTC"; ///< table.local-time-zone
  std::string cpu;
  std::string compilerVersion;
  DescriptorOptions sessionOptions; ///< sorted by key
};

struct LoweredPipeline {
  mlir::OwningOpRef<mlir::ModuleOp> llvmModule; ///< LLVM dialect only
  PipelineDescriptor descriptor;
  std::vector<std::string> entrySymbols;
  std::vector<std::string> connectors; ///< names of the factories that the binary must carry, sorted
  std::vector<std::string> formats;
  std::vector<std::string> cppBitcode; ///< of functions in C++ that the module calls; filled in by the driver
};

mlir::FailureOr<LoweredPipeline> lower(mlir::ModuleOp flow, const LowerOptions &options);

/// Makes `flow-to-llvm` known to millrace-opt.
void registerLowerPasses();

} // namespace millrace::lower

#endif
