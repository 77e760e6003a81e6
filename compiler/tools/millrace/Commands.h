/// The subcommands of `millrace`. Each gives the process's exit code: 0 ok, 1 the program or a flag is wrong, 2 failure at run time,
/// 3 a test failed.
#ifndef MILLRACE_COMPILER_TOOLS_MILLRACE_COMMANDS_H
#define MILLRACE_COMPILER_TOOLS_MILLRACE_COMMANDS_H

#include "compiler/driver/Compiler.h"

#include <string>
#include <vector>

namespace millrace::cli {

inline constexpr int kOk = 0;
inline constexpr int kProgramWrong = 1;
inline constexpr int kRunFailed = 2;
inline constexpr int kTestFailed = 3;

/// How rows of a SELECT are written. Automatic: a tableau on a terminal, print lines otherwise.
enum class ResultFormat : uint8_t { Automatic, Tableau, Print, Json };

/// Of `bench nexmark`.
struct NexmarkOptions {
  int64_t eventCount = 1'000'000;
  int64_t rate = 10'000; ///< events per second of event time
  int64_t seed = 1;
};

struct CommandOptions {
  std::string file; ///< a script's path, `-` for standard input
  std::string outputPath;
  std::string cpu;
  std::string dump;
  std::string code; ///< of `docs`
  std::string modes;
  std::vector<std::string> initFiles; ///< scripts that prepare the session
  std::vector<std::string> paths; ///< of `test`
  uint32_t parallelism = 0;       ///< 0: `SET 'parallelism.default'`, else 1
  int level = 3; ///< 0 or 3
  bool timing = false;
  bool stripAll = false;
  bool pinThreads = false;
  bool quiet = false;
  bool json = false; ///< diagnostics, plans and answers as JSON
  ResultFormat results = ResultFormat::Automatic;
  NexmarkOptions nexmark;
};

int runCommand(const CommandOptions &options);
int buildCommand(const CommandOptions &options);
int checkCommand(const CommandOptions &options);
int explainCommand(const CommandOptions &options);
int docsCommand(const CommandOptions &options);
int doctorCommand(const CommandOptions &options);
int testCommand(const CommandOptions &options);
int benchNexmarkCommand(const CommandOptions &options);
int replCommand(const CommandOptions &options);

} // namespace millrace::cli

#endif
