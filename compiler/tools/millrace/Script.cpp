#include "compiler/tools/millrace/Script.h"

#include "compiler/diagnostics/Render.h"
#include "compiler/driver/ResultRows.h"
#include "compiler/tools/millrace/Interrupts.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <unistd.h>

namespace millrace::cli {

namespace {

void put(std::string_view text) {
  // A reader that went away ends the process by its exit code, not by lost text.
  static_cast<void>(posixEnv().standardOutput().write(text).isOk());
}

void progressLine(const RunProgress &progress) {
  double rate = progress.elapsedSeconds > 0 ? static_cast<double>(progress.rowsIn) / progress.elapsedSeconds : 0;
  std::string line = fmt::format("\r\x1b[K{} rows, {:.0f} rows/s", progress.rowsIn, rate);
  if (progress.bytesTotal > 0)
    line += fmt::format(", {:.0f} %", 100.0 * static_cast<double>(progress.bytesIn) / static_cast<double>(progress.bytesTotal));
  std::fputs(line.c_str(), stderr);
}

/// The one sink of a SELECT, if the pipeline has exactly one.
const SinkDescriptor *singleResult(const PipelineDescriptor &descriptor) {
  const SinkDescriptor *found = nullptr;
  for (const SinkDescriptor &sink : descriptor.sinks)
    if (sink.connector == "collect") {
      if (found)
        return nullptr;
      found = &sink;
    }
  return found;
}

void setOption(DescriptorOptions &options, const std::string &key, const std::string &value) {
  auto at = std::lower_bound(options.begin(), options.end(), key, [](const auto &option, const std::string &k) { return option.first < k; });
  if (at != options.end() && at->first == key)
    at->second = value;
  else
    options.insert(at, {key, value});
}

/// Where the rows of SELECT go, decided when the pipeline is known.
std::unique_ptr<driver::ResultTableau> routeResults(driver::Session &session, PipelineDescriptor &descriptor, ResultFormat format) {
  const SinkDescriptor *result = singleResult(descriptor);
  bool wantsTableau = format == ResultFormat::Tableau || (format == ResultFormat::Automatic && isatty(STDOUT_FILENO));
  std::unique_ptr<driver::ResultTableau> tableau;
  std::string value = format == ResultFormat::Json ? "json" : "print";
  if (result && wantsTableau) {
    const TimeZone *zone = TimeZone::find(session.timeZone());
    tableau = std::make_unique<driver::ResultTableau>(result->schema, zone ? *zone : TimeZone::utc(), put);
    value = tableau->collectorId();
  }
  setOption(descriptor.sessionOptions, kResultFormatOption, value);
  return tableau;
}

/// Compiles the optimised code of a running pipeline and leads it there. A query that is over soon is not compiled twice.
class BackgroundOptimizer {
public:
  static constexpr std::chrono::milliseconds kPatience{50};

  BackgroundOptimizer(driver::LoadedPipeline &running, const lower::LoweredPipeline &pipeline, driver::NativeOptions native)
      : thread_([this, &running, &pipeline, native](std::stop_token stop) {
          std::unique_lock<std::mutex> lock(mutex_);
          if (ended_.wait_for(lock, stop, kPatience, [] { return false; }) || stop.stop_requested())
            return;
          codegen::StageTimes times;
          auto optimized = driver::loadPipeline(pipeline, native, times);
          if (!optimized) {
            // The answer does not depend on it; what is wrong shows in `millrace run`.
            llvm::consumeError(optimized.takeError());
            return;
          }
          code_ = std::move(*optimized);
          running.replaceBy(*code_);
        }) {}

private:
  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::unique_ptr<driver::LoadedPipeline> code_; ///< lives until the run is over
  std::jthread thread_;
};

/// A file's content, or that of standard input.
std::optional<std::string> readText(const std::string &path) {
  if (path == "-") {
    std::string text;
    char buffer[65536];
    while (size_t count = std::fread(buffer, 1, sizeof(buffer), stdin))
      text.append(buffer, count);
    return text;
  }
  Result<std::string> content = readWholeFile(posixEnv(), path);
  if (content.isOk())
    return std::move(content).value();
  showError(content.status().toString());
  return std::nullopt;
}

Result<RunSummary> run(const driver::LoadedPipeline &loaded, const RunScope &scope) {
  StopSignal stop;
  InterruptScope interrupts(stop, scope.isInteractive);
  RunOptions options;
  options.parallelism = scope.parallelism;
  options.pinThreads = scope.pinThreads;
  options.stop = &stop;
  options.log = [](std::string_view line) { std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data()); };
  if (scope.showProgress)
    options.progress = progressLine;
  Result<RunSummary> summary = runPipeline(loaded.view(), options, posixEnv());
  if (scope.showProgress)
    std::fputs("\r\x1b[K", stderr);
  return summary;
}

void showSummary(const RunSummary &summary, const RunScope &scope) {
  if (scope.isInteractive && summary.wasStopped)
    std::fputs("query stopped\n", stderr);
  if (summary.lateRowsDropped > 0)
    std::fprintf(stderr, "%llu late rows dropped\n", static_cast<unsigned long long>(summary.lateRowsDropped));
  if (summary.badRecordsSkipped > 0)
    std::fprintf(stderr, "%llu bad records skipped\n", static_cast<unsigned long long>(summary.badRecordsSkipped));
}

} // namespace

std::optional<Script> readScript(const std::string &path) {
  std::optional<std::string> content = readText(path);
  if (!content)
    return std::nullopt;
  Script script;
  script.session = std::make_unique<driver::Session>(path == "-" ? "stdin" : std::filesystem::path(path).stem().string());
  script.text = &script.session->sources.add(path, std::move(*content));
  return script;
}

bool prepareSession(driver::Session &session, const std::vector<std::string> &paths, bool asJson) {
  for (const std::string &path : paths) {
    std::optional<std::string> content = readText(path);
    if (!content)
      return false;
    const source::SourceText &text = session.sources.add(path, std::move(*content));
    driver::Reports reports;
    auto compiled = driver::compileScript(session, text, {.answers = showAnswer}, reports);
    showDiagnostics(reports.bag, session.sources, asJson);
    if (!compiled)
      return false;
    if (compiled->pipeline) {
      showError(path + ": a script of -i prepares the session; INSERT and SELECT belong into the script that is run");
      return false;
    }
    session.preamble.append(text.text()).append(text.text().ends_with('\n') ? "" : "\n");
  }
  return true;
}

void showDiagnostics(const diagnostics::DiagnosticBag &bag, const source::SourceSet &sources, bool asJson) {
  if (bag.empty())
    return;
  bool colors = isatty(STDERR_FILENO) && !std::getenv("NO_COLOR");
  std::string text = asJson ? diagnostics::renderJson(bag, sources) : diagnostics::renderText(bag, sources, {.colors = colors});
  std::fputs(text.c_str(), stderr);
  if (!text.ends_with('\n'))
    std::fputc('\n', stderr);
}

void showError(const std::string &sentence) { std::fprintf(stderr, "error: %s\n", sentence.c_str()); }

bool resolveNative(const CommandOptions &options, std::string_view defaultCpu, driver::NativeOptions &native) {
  native.tier = options.level == 0 ? codegen::Tier::O0 : codegen::Tier::O3;
  auto target = codegen::targetOf(options.cpu.empty() ? defaultCpu : std::string_view(options.cpu));
  if (!target) {
    showError(llvm::toString(target.takeError()));
    return false;
  }
  native.target = std::move(*target);
  return true;
}

void showAnswer(const driver::Answer &answer) {
  if (answer.kind == driver::Answer::Kind::Plan)
    put(answer.text.ends_with('\n') ? answer.text : answer.text + "\n");
  if (answer.kind != driver::Answer::Kind::Table)
    return;
  const catalog::ResultTable &table = answer.table;
  // SHOW CREATE: a statement to copy, not a cell.
  bool isStatement = table.columns.size() == 1 && table.rows.size() == 1 && table.rows[0][0] && table.rows[0][0]->find('\n') != std::string::npos;
  put(isStatement ? llvm::StringRef(*table.rows[0][0]).rtrim('\n').str() + "\n" : driver::drawTable(table.columns, table.rows));
}

int loadAndRun(driver::Session &session, lower::LoweredPipeline &pipeline, const driver::NativeOptions &native,
               const RunScope &scope, codegen::StageTimes &times) {
  std::unique_ptr<driver::ResultTableau> tableau = routeResults(session, pipeline.descriptor, scope.results);
  driver::NativeOptions first = native;
  if (scope.optimizeBehind)
    first.tier = codegen::Tier::O0;
  auto loaded = driver::loadPipeline(pipeline, first, times);
  if (!loaded) {
    showError(llvm::toString(loaded.takeError()));
    return kRunFailed;
  }
  std::unique_ptr<BackgroundOptimizer> optimizer;
  if (scope.optimizeBehind) {
    if (llvm::Error error = (*loaded)->makeReplaceable()) {
      showError(llvm::toString(std::move(error)));
      return kRunFailed;
    }
    optimizer = std::make_unique<BackgroundOptimizer>(**loaded, pipeline, native);
  }
  Result<RunSummary> summary = run(**loaded, scope);
  optimizer.reset();
  if (!summary.isOk()) {
    if (summary.status().code() == StatusCode::Cancelled) // the reader of our output went away
      return kOk;
    showError(summary.status().toString());
    return summary.status().code() == StatusCode::InvalidArgument ? kProgramWrong : kRunFailed; // an option that is found wrong at the start
  }
  if (tableau)
    tableau->finish(summary->elapsedSeconds);
  showSummary(*summary, scope);
  return kOk;
}

} // namespace millrace::cli
