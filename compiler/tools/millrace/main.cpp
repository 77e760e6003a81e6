#include "compiler/tools/millrace/Commands.h"
#include "compiler/tools/millrace/Interrupts.h"

#include <CLI/CLI.hpp>

#include <map>

using namespace millrace::cli;

namespace {

void addCompileFlags(CLI::App &command, CommandOptions &options) {
  command.add_option("-O", options.level, "0: no optimisation, quick to compile; 3: all of it (default)")->check(CLI::IsMember({0, 3}));
  command.add_option("--cpu", options.cpu, "CPU to generate code for: x86-64-v3, znver3, native, …");
  command.add_option("--dump", options.dump, "print a stage and stop: ast, rel, rel-opt, flow, llvm, llvm-ir, asm")
      ->check(CLI::IsMember({"ast", "rel", "rel-opt", "flow", "llvm", "llvm-ir", "asm"}));
  command.add_flag("--timing", options.timing, "print how long each stage of the compiler took");
}

void addInit(CLI::App &command, CommandOptions &options) {
  command.add_option("-i,--init", options.initFiles, "script that prepares the session: CREATE, SET, USE; may stand several times")->allow_extra_args(false);
}

void addScript(CLI::App &command, CommandOptions &options) {
  addInit(command, options);
  command.add_option("FILE", options.file, "SQL script; - reads standard input")->required();
}

void addResultFormat(CLI::App &command, CommandOptions &options) {
  static const std::map<std::string, ResultFormat> names = {{"auto", ResultFormat::Automatic},
                                                            {"tableau", ResultFormat::Tableau},
                                                            {"print", ResultFormat::Print},
                                                            {"json", ResultFormat::Json}};
  command.add_option("--format", options.results, "rows of SELECT: tableau, print (+I[…] lines) or json (changelog-json)")
      ->transform(CLI::CheckedTransformer(names, CLI::ignore_case).description("{auto,tableau,print,json}"));
}

void addJson(CLI::App &command, CommandOptions &options) {
  static const std::map<std::string, bool> names = {{"text", false}, {"json", true}};
  command.add_option("--format", options.json, "text or json")
      ->transform(CLI::CheckedTransformer(names, CLI::ignore_case).description("{text,json}"));
}

} // namespace

int main(int argc, char **argv) {
  CommandOptions options;
  CLI::App app{"Millrace compiles Flink SQL into native code. Without a command: an interactive session.", "millrace"};
  app.set_version_flag("--version", "millrace " MILLRACE_VERSION);
  app.require_subcommand(0, 1);
  addResultFormat(app, options);
  addInit(app, options);

  std::map<CLI::App *, int (*)(const CommandOptions &)> commands;
  auto add = [&](const char *name, const char *description, int (*run)(const CommandOptions &)) -> CLI::App & {
    CLI::App *command = app.add_subcommand(name, description);
    commands[command] = run;
    return *command;
  };

  CLI::App &run = add("run", "compile a script and run it", runCommand);
  addScript(run, options);
  addCompileFlags(run, options);
  addResultFormat(run, options);
  run.add_option("-p,--parallelism", options.parallelism, "number of shards (threads)")->check(CLI::Range(1, 1024));
  run.add_flag("--pin", options.pinThreads, "pin each shard to a core");
  run.add_flag("--quiet", options.quiet, "no progress line");

  CLI::App &build = add("build", "compile a script into one executable", buildCommand);
  addScript(build, options);
  addCompileFlags(build, options);
  addResultFormat(build, options);
  build.add_option("-o,--output", options.outputPath, "the executable")->required();
  build.add_flag("--strip-all", options.stripAll, "leave out all symbols");

  CLI::App &check = add("check", "report what is wrong with a script", checkCommand);
  addScript(check, options);
  addJson(check, options);

  CLI::App &explain = add("explain", "show the plan of a script's pipeline", explainCommand);
  addScript(explain, options);
  addJson(explain, options);

  CLI::App &test = add("test", "run .test.sql files", testCommand);
  test.add_option("PATH", options.paths, "files, or folders that are searched")->required();
  test.add_option("--modes", options.modes, "which ways to run each file, by comma: jit, o0, aot, p1, p3 (default: all)");

  CLI::App *bench = app.add_subcommand("bench", "data for measurements");
  bench->require_subcommand(1);
  CLI::App *nexmark = bench->add_subcommand("nexmark", "write the events of the Nexmark benchmark as JSON lines");
  commands[nexmark] = benchNexmarkCommand;
  nexmark->add_option("--events", options.nexmark.eventCount, "how many")->capture_default_str()->check(CLI::Range(int64_t{1}, int64_t{1'000'000'000'000}));
  nexmark->add_option("--rate", options.nexmark.rate, "events per second of event time")->capture_default_str()->check(CLI::Range(int64_t{1}, int64_t{1'000'000'000}));
  nexmark->add_option("--seed", options.nexmark.seed, "which ones")->capture_default_str();
  nexmark->add_option("--out", options.outputPath, "the file; - is standard output")->required();

  CLI::App &docs = add("docs", "explain a diagnostic, such as MR0312", docsCommand);
  docs.add_option("CODE", options.code, "the code in brackets of an error")->required();

  add("doctor", "check this installation and this machine", doctorCommand);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? kOk : kProgramWrong;
  }
  installSignalHandlers();
  for (auto [command, run] : commands)
    if (command->parsed())
      return run(options);
  return replCommand(options);
}
