#include "runtime/task/BinaryMain.h"
#include "runtime/task/CpuLevel.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace millrace {
namespace {

StopSignal stopSignal;

extern "C" void onInterrupt(int) {
  int level = stopSignal.level.load(std::memory_order_relaxed);
  stopSignal.level.store(level == 0 ? 1 : 2, std::memory_order_relaxed);
  if (level >= 2)
    _exit(2);
}

void listenToSignals() {
  struct sigaction action = {};
  action.sa_handler = onInterrupt;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN); // a write then fails with EPIPE, which ends the run quietly
  std::signal(SIGXFSZ, SIG_IGN); // and with EFBIG beyond `ulimit -f`: an error that names the file
}

struct Flags {
  RunOptions run;
  bool showProgress = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0; // not into the rows
  bool isQuiet = false;
};

enum class Parsed : uint8_t { Run, Done, Wrong };

bool parseCount(const char *text, uint64_t largest, uint64_t &value) {
  char *end = nullptr;
  value = std::strtoull(text, &end, 10);
  return *text >= '0' && *text <= '9' && *end == '\0' && value > 0 && value <= largest;
}

/// `512m`, `4g`, or bytes.
bool parseSize(const char *text, uint64_t &bytes) {
  char *end = nullptr;
  bytes = std::strtoull(text, &end, 10);
  if (*text < '0' || *text > '9')
    return false;
  const char *units = "kmgt";
  if (const char *unit = *end ? std::strchr(units, *end | 0x20) : nullptr) {
    bytes <<= 10 * (unit - units + 1);
    ++end;
  }
  return *end == '\0' && bytes > 0;
}

void printHelp(const char *program, const PipelineDescriptor &descriptor) {
  std::printf("%s: the Millrace pipeline `%s`\n\n"
              "usage: %s [options]\n\n"
              "  -p, --parallelism=N     number of shards (threads); default: the program's `parallelism.default`, else 1\n"
              "      --max-parallelism=N number of key groups; default 128\n"
              "      --pin               pin each shard's thread to a CPU\n"
              "      --state-limit=SIZE  stop when state needs more: 512m, 4g\n"
              "      --progress          show progress on stderr even if it is no terminal\n"
              "      --quiet             no progress, no summary\n"
              "      --print-sql         print the SQL text this program was built from\n"
              "      --version           print versions\n"
              "      --help              print this\n\n"
              "Ctrl-C once: stop reading, finish what was read. Twice: stop at once.\n"
              "Exit codes: 0 ok, 1 wrong option or CPU, 2 failure at run time.\n",
              program, descriptor.name.c_str(), program);
}

Parsed complain(const char *program, const char *format, const char *argument) {
  std::fprintf(stderr, "error: ");
  std::fprintf(stderr, format, argument);
  std::fprintf(stderr, "\nhelp: %s --help\n", program);
  return Parsed::Wrong;
}

/// The value of `--name=value`, `--name value`, or null when the argument is another.
const char *valueOf(const char *name, int argc, char **argv, int &i) {
  size_t size = std::strlen(name);
  if (std::strncmp(argv[i], name, size) != 0)
    return nullptr;
  if (argv[i][size] == '=')
    return argv[i] + size + 1;
  if (argv[i][size] != '\0')
    return nullptr;
  return i + 1 < argc ? argv[++i] : "";
}

Parsed parseFlags(int argc, char **argv, const PipelineDescriptor &descriptor, Flags &flags) {
  for (int i = 1; i < argc; ++i) {
    const char *argument = argv[i], *value;
    uint64_t number = 0;
    if (std::strcmp(argument, "--help") == 0 || std::strcmp(argument, "-h") == 0) {
      printHelp(argv[0], descriptor);
      return Parsed::Done;
    }
    if (std::strcmp(argument, "--version") == 0) {
      std::printf("%s (Millrace %s, %s, plan %016llx)\n", descriptor.name.c_str(), descriptor.compilerVersion.c_str(),
                  descriptor.cpu.c_str(), static_cast<unsigned long long>(descriptor.planHash));
      return Parsed::Done;
    }
    if (std::strcmp(argument, "--print-sql") == 0) {
      std::fwrite(descriptor.sqlText.data(), 1, descriptor.sqlText.size(), stdout);
      if (!descriptor.sqlText.empty() && descriptor.sqlText.back() != '\n')
        std::putchar('\n');
      return Parsed::Done;
    }
    if (std::strcmp(argument, "--pin") == 0) {
      flags.run.pinThreads = true;
    } else if (std::strcmp(argument, "--progress") == 0) {
      flags.showProgress = true;
    } else if (std::strcmp(argument, "--quiet") == 0) {
      flags.isQuiet = true;
    } else if ((value = valueOf("--parallelism", argc, argv, i)) || (value = valueOf("-p", argc, argv, i))) {
      if (!parseCount(value, 32768, number))
        return complain(argv[0], "parallelism must be a number from 1 to 32768, not `%s`", value);
      flags.run.parallelism = static_cast<uint32_t>(number);
    } else if ((value = valueOf("--max-parallelism", argc, argv, i))) {
      if (!parseCount(value, 32768, number))
        return complain(argv[0], "maximum parallelism must be a number from 1 to 32768, not `%s`", value);
      flags.run.maxParallelism = static_cast<uint32_t>(number);
    } else if ((value = valueOf("--state-limit", argc, argv, i))) {
      if (!parseSize(value, flags.run.stateBytesMax))
        return complain(argv[0], "the state limit must be a size such as 512m, not `%s`", value);
    } else if (argument[0] == '-' && argument[1] == 'p' && parseCount(argument + 2, 32768, number)) {
      flags.run.parallelism = static_cast<uint32_t>(number);
    } else {
      return complain(argv[0], "unknown option `%s`", argument);
    }
  }
  return Parsed::Run;
}

void printProgress(const RunProgress &now) {
  double rate = now.elapsedSeconds > 0 ? static_cast<double>(now.rowsIn) / now.elapsedSeconds : 0;
  if (now.bytesTotal > 0)
    std::fprintf(stderr, "\r%llu rows, %.0f rows/s, %.0f %% ", static_cast<unsigned long long>(now.rowsIn), rate,
                 100.0 * static_cast<double>(now.bytesIn) / static_cast<double>(now.bytesTotal));
  else
    std::fprintf(stderr, "\r%llu rows, %.0f rows/s ", static_cast<unsigned long long>(now.rowsIn), rate);
}

} // namespace

int millraceBinaryMain(int argc, char **argv, const CompiledPipeline &pipeline) {
  std::optional<PipelineDescriptor> descriptor = deserialize(pipeline.descriptor);
  if (!descriptor) {
    std::fprintf(stderr, "error: the pipeline in this program is damaged\n");
    return 2;
  }
  Flags flags;
  switch (parseFlags(argc, argv, *descriptor, flags)) {
  case Parsed::Done:
    return std::fflush(stdout) == 0 ? 0 : 2;
  case Parsed::Wrong:
    return 1;
  case Parsed::Run:
    break;
  }
  if (std::string lacking = missingCpuFeature(descriptor->cpu); !lacking.empty()) {
    std::fprintf(stderr, "error: this program was built for %s, and this CPU lacks %s\nhelp: build it with --cpu=x86-64\n",
                 descriptor->cpu.c_str(), lacking.c_str());
    return 1;
  }
  listenToSignals();
  flags.run.stop = &stopSignal;
  flags.run.log = [](std::string_view line) { std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data()); };
  bool hasPrintedProgress = false;
  if (flags.showProgress && !flags.isQuiet)
    flags.run.progress = [&](const RunProgress &now) {
      printProgress(now);
      hasPrintedProgress = true;
    };
  Result<RunSummary> summary = runPipeline(pipeline, flags.run, posixEnv());
  if (hasPrintedProgress)
    std::fprintf(stderr, "\r\033[K");
  if (!summary.isOk()) {
    if (summary.status().code() == StatusCode::Cancelled) // whoever read our output has had enough
      return 0;
    std::fprintf(stderr, "error: %s\n", summary.status().toString().c_str());
    return summary.status().code() == StatusCode::InvalidArgument ? 1 : 2;
  }
  if (!flags.isQuiet && summary->lateRowsDropped > 0)
    std::fprintf(stderr, "%llu late rows dropped\n", static_cast<unsigned long long>(summary->lateRowsDropped));
  if (!flags.isQuiet && summary->badRecordsSkipped > 0)
    std::fprintf(stderr, "%llu bad records skipped\n", static_cast<unsigned long long>(summary->badRecordsSkipped));
  return 0;
}

} // namespace millrace

int mr_binary_main(int argc, char **argv, const char *descriptor, uint64_t descriptorSizeBytes,
                   const millrace::EntryPoint *entryPoints, uint64_t entryPointCount,
                   const millrace::ConnectorFactory *const *connectors, uint64_t connectorCount,
                   const millrace::FormatFactory *const *formats, uint64_t formatCount) {
  return millrace::millraceBinaryMain(argc, argv,
                                      {std::string_view(descriptor, descriptorSizeBytes),
                                       {entryPoints, entryPointCount},
                                       {connectors, connectorCount},
                                       {formats, formatCount}});
}
