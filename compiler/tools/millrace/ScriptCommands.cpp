#include "compiler/tools/millrace/Script.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <unistd.h>

namespace millrace::cli {

namespace {

/// Prepares the session, compiles the script and shows what is wrong with it.
std::optional<driver::CompiledScript> compile(Script &script, const CommandOptions &command, const driver::CompileOptions &options,
                                              driver::Reports &reports, bool asJson = false) {
  if (!prepareSession(*script.session, command.initFiles, asJson))
    return std::nullopt;
  auto compiled = driver::compileScript(*script.session, *script.text, options, reports);
  showDiagnostics(reports.bag, script.session->sources, asJson);
  return compiled;
}

void showTimes(const CommandOptions &options, const driver::Reports &reports) {
  if (options.timing)
    std::fputs(reports.times.toString().c_str(), stderr);
}

int dumpStage(Script &script, const CommandOptions &options, driver::CompileOptions compileOptions) {
  compileOptions.dump = driver::parseStage(options.dump);
  driver::Reports reports;
  auto compiled = compile(script, options, compileOptions, reports);
  if (!compiled)
    return kProgramWrong;
  std::fwrite(compiled->text.data(), 1, compiled->text.size(), stdout);
  showTimes(options, reports);
  return kOk;
}

} // namespace

int runCommand(const CommandOptions &options) {
  std::optional<Script> script = readScript(options.file);
  driver::CompileOptions compileOptions{.answers = showAnswer};
  if (!script || !resolveNative(options, "native", compileOptions.native))
    return kProgramWrong;
  if (!options.dump.empty())
    return dumpStage(*script, options, compileOptions);
  driver::Reports reports;
  auto compiled = compile(*script, options, compileOptions, reports);
  if (!compiled)
    return kProgramWrong;
  if (!compiled->pipeline) {
    showTimes(options, reports);
    return kOk;
  }
  RunScope scope{.parallelism = options.parallelism,
                 .pinThreads = options.pinThreads,
                 .showProgress = !options.quiet && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO),
                 .results = options.results};
  int exitCode = loadAndRun(*script->session, *compiled->pipeline, compileOptions.native, scope, reports.times);
  showTimes(options, reports);
  return exitCode;
}

int buildCommand(const CommandOptions &options) {
  std::optional<Script> script = readScript(options.file);
  driver::CompileOptions compileOptions{.answers = showAnswer};
  if (!script || !resolveNative(options, codegen::kLowestCpu, compileOptions.native))
    return kProgramWrong;
  if (!options.dump.empty())
    return dumpStage(*script, options, compileOptions);
  // The executable has no tableau: its rows are lines for the next program.
  if (options.results == ResultFormat::Json)
    script->session->internalOptions = {{"millrace.result-format", "json"}};
  driver::Reports reports;
  auto compiled = compile(*script, options, compileOptions, reports);
  if (!compiled)
    return kProgramWrong;
  if (!compiled->pipeline) {
    showError(options.file + ": no INSERT or SELECT to build");
    return kProgramWrong;
  }
  auto needs = driver::buildExecutable(
      *compiled->pipeline,
      {.native = compileOptions.native, .outputPath = options.outputPath, .stripAll = options.stripAll}, reports.times);
  if (!needs) {
    showError(llvm::toString(needs.takeError()));
    return kRunFailed;
  }
  for (const codegen::SharedNeed &need : *needs)
    std::fprintf(stderr, "note: %s needs %s at run time (Debian package %s)\n", options.outputPath.c_str(),
                 need.library.c_str(), need.debianPackage.c_str());
  showTimes(options, reports);
  return kOk;
}

int checkCommand(const CommandOptions &options) {
  std::optional<Script> script = readScript(options.file);
  if (!script)
    return kProgramWrong;
  driver::Reports reports;
  auto compiled = compile(*script, options, {.checkOnly = true}, reports, options.json);
  return compiled ? kOk : kProgramWrong;
}

int explainCommand(const CommandOptions &options) {
  std::optional<Script> script = readScript(options.file);
  if (!script)
    return kProgramWrong;
  driver::Reports reports;
  auto compiled = compile(
      *script, options, {.explain = options.json ? driver::ExplainFormat::Json : driver::ExplainFormat::Text}, reports, options.json);
  if (!compiled)
    return kProgramWrong;
  if (compiled->text.empty()) {
    showError(options.file + ": no INSERT or SELECT to explain");
    return kProgramWrong;
  }
  std::fwrite(compiled->text.data(), 1, compiled->text.size(), stdout);
  return kOk;
}

} // namespace millrace::cli
