/// Adds what turns generated code into a program: descriptor bytes, the tables of entry points, connectors and formats, `main`.
///
/// Shape:   `main(argc, argv)` calls `mr_binary_main` with those tables. Only the connectors and formats named here are referenced,
///          so the linker leaves the others out.
/// Errors:  an entry symbol that the module does not define is our bug.
/// Threads: one compilation.
#ifndef MILLRACE_COMPILER_CODEGEN_PIPELINEGLOBALS_H
#define MILLRACE_COMPILER_CODEGEN_PIPELINEGLOBALS_H

#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"

#include <span>
#include <string>
#include <string_view>

namespace millrace::codegen {

struct PipelineParts {
  std::string_view descriptor;                ///< serialized
  std::span<const std::string> entrySymbols;  ///< in the descriptor's order
  std::span<const std::string> connectors = {}; ///< names as in WITH: `filesystem`
  std::span<const std::string> formats = {};    ///< `changelog-json`
};

[[nodiscard]] llvm::Error addPipelineGlobals(llvm::Module &module, const PipelineParts &parts);

/// Linker symbol of `millrace::mrConnectorUpsertKafka` for `upsert-kafka`: every connector's factory is named after it.
[[nodiscard]] std::string connectorSymbol(std::string_view name);
/// Linker symbol of `millrace::mrFormatChangelogJson` for `changelog-json`.
[[nodiscard]] std::string formatSymbol(std::string_view name);

} // namespace millrace::codegen

#endif
