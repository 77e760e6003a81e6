/// Holds what outlives one statement: texts, catalog, settings and the IR context.
///
/// Lifetime: texts and tables live as long as the session; modules made from it die before it.
/// Threads:  one.
#ifndef MILLRACE_COMPILER_DRIVER_SESSION_H
#define MILLRACE_COMPILER_DRIVER_SESSION_H

#include "compiler/catalog/Catalog.h"
#include "compiler/catalog/SessionOptions.h"
#include "compiler/driver/CppSources.h"
#include "runtime/abi/PipelineDescriptor.h"

#include "mlir/IR/MLIRContext.h"

#include <string>

namespace millrace::driver {

class Session {
public:
  /// `programName` names pipelines in descriptors and messages: the script's file name, or `repl`.
  explicit Session(std::string programName);

  source::SourceSet sources;
  CppSources cppSources{sources};
  catalog::Catalog catalog;
  catalog::SessionOptions settings;
  mlir::MLIRContext context;
  std::string programName;
  std::string preamble; ///< text of the scripts that prepared the session: part of a pipeline's SQL text
  /// Options for the runtime that no SET of the user's gives; they win over those.
  DescriptorOptions internalOptions;

  /// What the descriptor carries: the settings and the internal options, sorted by key.
  [[nodiscard]] DescriptorOptions descriptorOptions() const;
  /// `table.local-time-zone`; the machine's zone for `default`.
  [[nodiscard]] std::string timeZone() const;
};

} // namespace millrace::driver

#endif
