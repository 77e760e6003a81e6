#include "compiler/driver/TestRun.h"

#include "compiler/diagnostics/Render.h"
#include "compiler/driver/ChangelogCompare.h"
#include "compiler/driver/Compiler.h"
#include "runtime/connector/test/TestConnector.h"
#include "runtime/kernels/TemporalText.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace millrace::driver {

namespace {

namespace fs = std::filesystem;

const char *nameOf(TestTier tier) {
  switch (tier) {
  case TestTier::Jit: return "jit";
  case TestTier::Unoptimized: return "o0";
  case TestTier::Executable: return "aot";
  }
  return "";
}

/// A folder for one file's inputs and rows; goes away with the object.
class RunFolder {
public:
  RunFolder() {
    llvm::SmallString<128> path;
    if (!llvm::sys::fs::createUniqueDirectory("millrace-sqltest", path))
      path_ = path.str().str();
  }
  ~RunFolder() {
    std::error_code ignored;
    if (!path_.empty())
      fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string &path() const { return path_; }

private:
  std::string path_;
};

/// Stops a run that does not end by itself.
class Watchdog {
public:
  Watchdog(StopSignal &stop, int64_t timeoutMs)
      : thread_([this, &stop, timeoutMs](std::stop_token token) {
          std::unique_lock<std::mutex> lock(mutex_);
          if (!ended_.wait_for(lock, token, std::chrono::milliseconds(timeoutMs), [] { return false; }) &&
              !token.stop_requested()) {
            stop.level.store(2);
            hasFired_.store(true);
          }
        }) {}
  [[nodiscard]] bool hasFired() const { return hasFired_.load(); }

private:
  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::atomic<bool> hasFired_{false};
  std::jthread thread_;
};

std::string readFile(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::vector<std::string> readLines(const std::string &path) {
  std::vector<std::string> lines;
  std::ifstream in(path, std::ios::binary);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

class TestFile {
public:
  TestFile(std::string path, const TestModes &modes) : modes_(modes) { outcome_.path = std::move(path); }

  TestOutcome run() {
    if (std::error_code ignored; !fs::is_regular_file(outcome_.path, ignored)) {
      outcome_.failures.push_back("cannot read the file\n");
      return std::move(outcome_);
    }
    std::string text = readFile(outcome_.path);
    TestScriptError error;
    auto script = parseTestScript(text, error);
    if (!script) {
      outcome_.failures.push_back(fmt::format("{}:{}: {}\n", outcome_.path, error.line, error.message));
    } else if (script->expectations.empty()) {
      outcome_.failures.push_back("no EXPECT block: the test cannot fail\n");
    } else if (folder_.path().empty() || !writeInputs(*script)) {
      outcome_.failures.push_back("cannot write the inputs\n");
    } else {
      script_ = std::move(*script);
      for (TestTier tier : modes_.tiers)
        runTier(tier);
    }
    return std::move(outcome_);
  }

private:
  void fail(const std::string &mode, const std::string &text) { outcome_.failures.push_back("[" + mode + "] " + text); }

  bool writeInputs(const TestScript &script) {
    constexpr std::string_view kWatermark = "WATERMARK ";
    for (const auto &[table, lines] : script.inputs) {
      std::ofstream out(testInputFile(folder_.path(), table));
      std::string_view format = script.formatOf(table);
      for (const InputLine &line : lines) {
        std::string text = line.text;
        if (text.starts_with(kWatermark)) {
          Timestamp at;
          if (!parseTimestamp(text.data() + kWatermark.size(), text.data() + text.size(), TimestampText::Sql, at))
            return false;
          text = std::string(kWatermark) + std::to_string(at.ms);
        } else if (format == "json") {
          // `{"op":"+I","data":` and the closing brace go: the record is what `data` holds.
          constexpr size_t kPrefixSize = std::string_view(R"({"op":"+I","data":)").size();
          text = text.substr(kPrefixSize, text.size() - kPrefixSize - 1);
        }
        out << line.sequence << ' ' << text << '\n';
      }
      if (!out)
        return false;
    }
    return true;
  }

  void runTier(TestTier tier) {
    Session session("test");
    session.internalOptions = {{kTestFolderOption, folder_.path()}};
    Reports reports;
    for (auto [key, value] : {std::pair{"pipeline.auto-watermark-interval", "0 ms"}, {"table.local-time-zone", "UTC"}})
      session.settings.set({{key, {}}, {value, {}}}, reports.bag);
    CompileOptions options;
    options.prepare = [this](ast::Statement &statement) { declareFormat(statement); };
    options.native.tier = tier == TestTier::Unoptimized ? codegen::Tier::O0 : codegen::Tier::O3;
    auto target = tier == TestTier::Executable ? codegen::targetOf(codegen::kLowestCpu) : codegen::hostTarget();
    if (!target)
      return fail(nameOf(tier), llvm::toString(target.takeError()) + "\n");
    options.native.target = std::move(*target);
    const source::SourceText &text = session.sources.add(outcome_.path, script_.statements);
    auto compiled = compileScript(session, text, options, reports);
    if (!compiled)
      return fail(nameOf(tier), "does not compile\n" + diagnostics::renderText(reports.bag, session.sources));
    if (!compiled->pipeline)
      return fail(nameOf(tier), "no INSERT INTO: nothing runs\n");
    if (tier == TestTier::Executable)
      runExecutable(*compiled->pipeline, options.native);
    else
      runInProcess(*compiled->pipeline, options.native, nameOf(tier));
  }

  /// Scripts say only 'connector' = 'test'.
  void declareFormat(ast::Statement &statement) {
    auto *table = llvm::dyn_cast<ast::CreateTable>(&statement);
    if (!table || table->name.parts.empty())
      return;
    auto has = [&](std::string_view key, std::string_view value) {
      return std::any_of(table->options.begin(), table->options.end(), [&](const ast::Option &option) {
        return option.key.value == key && (value.empty() || option.value.value == value);
      });
    };
    if (has("connector", "test") && !has("format", ""))
      table->options.push_back({{"format", table->optionsRange}, {script_.formatOf(table->name.parts.back().text), table->optionsRange}});
  }

  void runInProcess(const lower::LoweredPipeline &pipeline, const NativeOptions &native, const std::string &tier) {
    codegen::StageTimes times;
    auto loaded = loadPipeline(pipeline, native, times);
    if (!loaded)
      return fail(tier, llvm::toString(loaded.takeError()) + "\n");
    for (uint32_t parallelism : modes_.parallelisms) {
      std::string mode = fmt::format("{} -p {}", tier, parallelism);
      StopSignal stop;
      RunOptions options;
      options.parallelism = parallelism;
      options.stop = &stop;
      clearRows();
      Watchdog watchdog(stop, modes_.timeoutMs);
      Result<RunSummary> summary = runPipeline((*loaded)->view(), options, posixEnv());
      if (watchdog.hasFired())
        fail(mode, "did not end\n");
      else if (!summary.isOk())
        fail(mode, "failed: " + summary.status().toString() + "\n");
      else
        compare(pipeline.descriptor, mode, parallelism);
    }
  }

  void runExecutable(const lower::LoweredPipeline &pipeline, const NativeOptions &native) {
    codegen::StageTimes times;
    std::string program = folder_.path() + "/program";
    auto needs = buildExecutable(pipeline, {.native = native, .outputPath = program}, times);
    if (!needs)
      return fail("aot", llvm::toString(needs.takeError()) + "\n");
    std::string errors = folder_.path() + "/stderr";
    for (uint32_t parallelism : modes_.parallelisms) {
      std::string mode = fmt::format("aot -p {}", parallelism);
      std::string count = std::to_string(parallelism);
      clearRows();
      std::string message;
      int code = llvm::sys::ExecuteAndWait(program, {program, "--quiet", "-p", count}, std::nullopt,
                                           {llvm::StringRef(""), llvm::StringRef(""), llvm::StringRef(errors)},
                                           static_cast<unsigned>((modes_.timeoutMs + 999) / 1000), 0, &message);
      if (code != 0)
        fail(mode, fmt::format("exit code {} {}\n{}", code, message, readFile(errors)));
      else
        compare(pipeline.descriptor, mode, parallelism);
    }
  }

  void clearRows() {
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder_.path(), ignored))
      if (entry.path().extension() == ".rows")
        fs::remove(entry.path(), ignored);
  }

  void compare(const PipelineDescriptor &descriptor, const std::string &mode, uint32_t parallelism) {
    for (const Expectation &expectation : script_.expectations) {
      const SinkDescriptor *sink = findSink(descriptor, expectation.sink);
      if (!sink) {
        fail(mode, fmt::format("nothing is inserted into `{}`\n", expectation.sink));
        continue;
      }
      std::vector<std::string> rows;
      for (uint32_t shard = 0; shard < parallelism; ++shard)
        for (std::string &line : readLines(testRowsFile(folder_.path(), sink->table, shard)))
          rows.push_back(std::move(line));
      std::vector<std::string> keys;
      for (uint32_t column : sink->primaryKey)
        keys.push_back(sink->schema[column].name);
      std::string difference = parallelism > 1 ? compareAcrossShards(expectation, rows, keys)
                                               : compareChangelog(expectation.mode, expectation.lines, rows, keys);
      if (!difference.empty())
        fail(mode, fmt::format("`{}` at line {}: - expected, + found\n{}", expectation.sink, expectation.line, difference));
    }
  }

  /// Rows of several tables meet in any order there, so changes on the way may differ; what is left may not.
  std::string compareAcrossShards(const Expectation &expectation, const std::vector<std::string> &rows, const std::vector<std::string> &keys) const {
    bool hasChanges = std::any_of(expectation.lines.begin(), expectation.lines.end(), [](const std::string &line) { return !line.starts_with(R"({"op":"+I")"); });
    if (expectation.mode == ExpectMode::Final || (script_.inputs.size() > 1 && hasChanges))
      return compareChangelog(ExpectMode::Final, expectation.lines, rows, keys);
    return compareParallel(expectation.lines, rows, keys);
  }

  static const SinkDescriptor *findSink(const PipelineDescriptor &descriptor, std::string_view name) {
    for (const SinkDescriptor &sink : descriptor.sinks)
      if (std::string_view(sink.table).substr(sink.table.rfind('.') + 1) == name)
        return &sink;
    return nullptr;
  }

  const TestModes &modes_;
  TestOutcome outcome_;
  TestScript script_;
  RunFolder folder_;
};

} // namespace

std::optional<TestModes> parseTestModes(std::string_view text) {
  TestModes modes;
  TestModes named{{}, {}, modes.timeoutMs};
  while (!text.empty()) {
    size_t end = std::min(text.find(','), text.size());
    std::string_view word = text.substr(0, end);
    if (word == "jit")
      named.tiers.push_back(TestTier::Jit);
    else if (word == "o0")
      named.tiers.push_back(TestTier::Unoptimized);
    else if (word == "aot")
      named.tiers.push_back(TestTier::Executable);
    else if (word.size() > 1 && word[0] == 'p' && word.find_first_not_of("0123456789", 1) == std::string_view::npos && word != "p0")
      named.parallelisms.push_back(static_cast<uint32_t>(std::stoul(std::string(word.substr(1)))));
    else
      return std::nullopt;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (!named.tiers.empty())
    modes.tiers = named.tiers;
  if (!named.parallelisms.empty())
    modes.parallelisms = named.parallelisms;
  return modes;
}

TestOutcome runTestFile(const std::string &path, const TestModes &modes) { return TestFile(path, modes).run(); }

std::vector<std::string> findTestFiles(const std::vector<std::string> &paths) {
  std::vector<std::string> files;
  for (const std::string &path : paths) {
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) {
      files.push_back(path);
      continue;
    }
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(path, ignored))
      if (entry.path().string().ends_with(".test.sql"))
        files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

} // namespace millrace::driver
