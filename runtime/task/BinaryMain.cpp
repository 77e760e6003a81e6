#include "runtime/task/BinaryMain.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <unistd.h>

namespace millrace {
namespace {

constexpr int kExitWrongUse = 1, kExitFailure = 2;

StopSignal stopSignal;

void onInterrupt(int) {
  int level = stopSignal.level.load(std::memory_order_relaxed);
  stopSignal.level.store(level == 0 ? 1 : 2, std::memory_order_relaxed);
  if (level >= 2)
    _exit(kExitFailure);
}

struct Flags {
  RunOptions run;
  bool progress = isatty(STDERR_FILENO) != 0;
  bool quiet = false;
};

void printHelp(const char *program, const PipelineDescriptor &descriptor) {
  std::printf("%s: a pipeline compiled by Millrace %s\n\n"
              "  -p N, --parallelism=N    shards (threads); default: the program's `parallelism.default`, else 1\n"
              "      --max-parallelism=N  key groups (128); state written with one number is read with the same\n"
              "      --state-limit=SIZE   most bytes of state, such as 512m or 4g\n"
              "      --pin                one core per shard\n"
              "      --progress           progress line on standard error (default on a terminal)\n"
              "      --quiet              no progress, no summary\n"
              "      --print-sql          the SQL text this was built from\n"
              "      --version            version and CPU level\n"
              "      --help               this text\n\n"
              "Results go to standard output, everything else to standard error. Ctrl-C once ends after what was read, twice at once.\n"
              "Exit code: 0 done, 1 wrong flag or CPU, 2 failure at run time.\n",
              program, descriptor.compilerVersion.c_str());
}

bool parseNumber(const char *text, uint32_t least, uint32_t most, uint32_t &number) {
  char *end = nullptr;
  unsigned long value = std::strtoul(text, &end, 10);
  if (*text < '0' || *text > '9' || *end != '\0' || value < least || value > most)
    return false;
  number = static_cast<uint32_t>(value);
  return true;
}

bool parseSize(const char *text, uint64_t &bytes) {
  char *end = nullptr;
  unsigned long long value = std::strtoull(text, &end, 10);
  if (*text < '0' || *text > '9')
    return false;
  int shift = *end == 'k' || *end == 'K' ? 10 : *end == 'm' || *end == 'M' ? 20 : *end == 'g' || *end == 'G' ? 30 : 0;
  if (shift != 0)
    ++end;
  bytes = static_cast<uint64_t>(value) << shift;
  return *end == '\0' && bytes > 0;
}

/// -1: go on; else the exit code.
int parseFlags(int argc, char **argv, const PipelineDescriptor &descriptor, Flags &flags) {
  for (int i = 1; i < argc; ++i) {
    std::string flag = argv[i];
    const char *value = nullptr;
    if (size_t equals = flag.find('='); flag.starts_with("--") && equals != std::string::npos) {
      value = argv[i] + equals + 1;
      flag.resize(equals);
    } else if ((flag == "-p" || flag == "--parallelism" || flag == "--max-parallelism" || flag == "--state-limit") && i + 1 < argc) {
      value = argv[++i];
    }
    bool isGood = true;
    if (flag == "--help" || flag == "-h") {
      printHelp(argv[0], descriptor);
      return 0;
    } else if (flag == "--version") {
      std::printf("millrace %s (%s)\n", descriptor.compilerVersion.c_str(), descriptor.cpu.c_str());
      return 0;
    } else if (flag == "--print-sql") {
      std::fwrite(descriptor.sqlText.data(), 1, descriptor.sqlText.size(), stdout);
      return 0;
    } else if (flag == "-p" || flag == "--parallelism") {
      isGood = value && parseNumber(value, 1, 1024, flags.run.parallelism);
    } else if (flag == "--max-parallelism") {
      isGood = value && parseNumber(value, 1, 32768, flags.run.maxParallelism);
    } else if (flag == "--state-limit") {
      isGood = value && parseSize(value, flags.run.stateBytesMax);
    } else if (flag == "--pin") {
      flags.run.pinThreads = true;
    } else if (flag == "--progress") {
      flags.progress = true;
    } else if (flag == "--quiet") {
      flags.quiet = true;
    } else {
      std::fprintf(stderr, "error: unknown flag `%s`; --help lists them\n", argv[i]);
      return kExitWrongUse;
    }
    if (!isGood) {
      std::fprintf(stderr, "error: `%s` needs %s\n", flag.c_str(), flag == "--state-limit" ? "a size such as 512m" : "a whole number of at least 1");
      return kExitWrongUse;
    }
  }
  return -1;
}

bool cpuHas(const std::string &level) {
  __builtin_cpu_init();
  if (level == "x86-64-v3")
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  if (level == "x86-64-v4")
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
  return true;
}

void showProgress(const RunProgress &progress) {
  double rate = progress.elapsedSeconds > 0 ? static_cast<double>(progress.rowsIn) / progress.elapsedSeconds : 0;
  std::fprintf(stderr, "\r\x1b[K%llu rows, %.0f rows/s", static_cast<unsigned long long>(progress.rowsIn), rate);
  if (progress.bytesTotal > 0)
    std::fprintf(stderr, ", %.0f %%", 100.0 * static_cast<double>(progress.bytesIn) / static_cast<double>(progress.bytesTotal));
  std::fflush(stderr);
}

void showSummary(const RunSummary &summary) {
  if (summary.lateRowsDropped > 0)
    std::fprintf(stderr, "%llu late rows dropped\n", static_cast<unsigned long long>(summary.lateRowsDropped));
  if (summary.badRecordsSkipped > 0)
    std::fprintf(stderr, "%llu bad records skipped\n", static_cast<unsigned long long>(summary.badRecordsSkipped));
}

} // namespace

int millraceBinaryMain(int argc, char **argv, const CompiledPipeline &pipeline) {
  std::optional<PipelineDescriptor> descriptor = deserialize(pipeline.descriptor);
  if (!descriptor) {
    std::fputs("error: this executable is damaged: its pipeline descriptor cannot be read\n", stderr);
    return kExitFailure;
  }
  Flags flags;
  if (int code = parseFlags(argc, argv, *descriptor, flags); code >= 0)
    return code;
  if (!cpuHas(descriptor->cpu)) {
    std::fprintf(stderr, "error: this executable was built for %s, which this processor is not; build it with `--cpu` for this machine\n",
                 descriptor->cpu.c_str());
    return kExitWrongUse;
  }
  // A reader that goes away is a failed write, not a dead process.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, onInterrupt);
  std::signal(SIGTERM, onInterrupt);
  flags.run.stop = &stopSignal;
  flags.run.log = [](std::string_view line) { std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data()); };
  if (flags.progress && !flags.quiet)
    flags.run.progress = showProgress;
  Result<RunSummary> summary = runPipeline(pipeline, flags.run, posixEnv());
  if (flags.run.progress && isatty(STDERR_FILENO))
    std::fputs("\r\x1b[K", stderr);
  if (!summary.isOk()) {
    if (summary.status().code() == StatusCode::Cancelled)
      return 0;
    std::fprintf(stderr, "error: %s\n", summary.status().toString().c_str());
    return kExitFailure;
  }
  if (!flags.quiet)
    showSummary(*summary);
  return 0;
}

} // namespace millrace

int mr_binary_main(int argc, char **argv, const char *descriptor, uint64_t descriptorSizeBytes, const millrace::EntryPoint *entryPoints,
                   uint64_t entryPointCount, const millrace::ConnectorFactory *const *connectors, uint64_t connectorCount,
                   const millrace::FormatFactory *const *formats, uint64_t formatCount) {
  millrace::CompiledPipeline pipeline{{descriptor, descriptorSizeBytes}, {entryPoints, entryPointCount}, {connectors, connectorCount}, {formats, formatCount}};
  return millrace::millraceBinaryMain(argc, argv, pipeline);
}
