/// What the commands share: reading a script, showing what is wrong with it, running its pipeline.
#ifndef MILLRACE_COMPILER_TOOLS_MILLRACE_SCRIPT_H
#define MILLRACE_COMPILER_TOOLS_MILLRACE_SCRIPT_H

#include "compiler/tools/millrace/Commands.h"

namespace millrace::cli {

/// A session with one script in it.
struct Script {
  std::unique_ptr<driver::Session> session;
  const source::SourceText *text = nullptr;
};
/// Nothing after an error, which is on standard error.
[[nodiscard]] std::optional<Script> readScript(const std::string &path);
/// Runs the statements of scripts that prepare a session, one script after the other. False after an error, an INSERT or a SELECT.
[[nodiscard]] bool prepareSession(driver::Session &session, const std::vector<std::string> &paths, bool asJson = false);

/// Diagnostics to standard error, as text (coloured on a terminal unless NO_COLOR is set) or JSON.
void showDiagnostics(const diagnostics::DiagnosticBag &bag, const source::SourceSet &sources, bool asJson);
void showError(const std::string &sentence);

/// Fills the tier and the CPU; `defaultCpu` for no --cpu. False after an error.
[[nodiscard]] bool resolveNative(const CommandOptions &options, std::string_view defaultCpu, driver::NativeOptions &native);

/// Tables as tableau, texts as they are; to standard output.
void showAnswer(const driver::Answer &answer);

struct RunScope {
  uint32_t parallelism = 0;
  bool pinThreads = false;
  bool showProgress = false;
  bool isInteractive = false; ///< Ctrl-C stops at once; rows are drawn, with a closing line
  bool optimizeBehind = false; ///< start with unoptimised code and replace it while it runs
  ResultFormat results = ResultFormat::Automatic;
};
/// Loads the pipeline's code and runs it. Gives the exit code; failures are on standard error.
int loadAndRun(driver::Session &session, lower::LoweredPipeline &pipeline, const driver::NativeOptions &native,
               const RunScope &scope, codegen::StageTimes &times);

} // namespace millrace::cli

#endif
