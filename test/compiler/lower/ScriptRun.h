/// Compiles a script and runs it in this process over inputs of its own, for tests of what lowering generates.
#ifndef MILLRACE_TEST_COMPILER_LOWER_SCRIPTRUN_H
#define MILLRACE_TEST_COMPILER_LOWER_SCRIPTRUN_H

#include "compiler/diagnostics/Render.h"
#include "compiler/driver/Compiler.h"
#include "runtime/connector/collect/CollectConnector.h"
#include "runtime/connector/test/TestConnector.h"
#include "test/compiler/codegen/TestModules.h"

#include <fstream>
#include <map>

namespace millrace::lower::test {

struct ScriptResult {
  std::vector<std::string> rows; ///< of the SELECT as `+I[1, a]`, or the lines of a sink
  std::string failure;
  uint64_t lateRows = 0;
  PipelineDescriptor descriptor;
};

/// One script over tables of the `test` connector.
struct ScriptRun {
  std::string sql;
  std::map<std::string, std::vector<std::string>> inputs = {}; ///< records by table
  std::string sink = {};                                       ///< table whose lines are wanted; empty: the SELECT's rows
  codegen::Tier tier = codegen::Tier::O3;
  uint32_t parallelism = 1;

  ScriptResult run() const {
    ScriptResult result;
    codegen::test::ScratchFolder folder;
    uint64_t sequence = 0;
    for (const auto &[table, records] : inputs) {
      std::ofstream out(testInputFile(folder.file(""), table));
      for (const std::string &record : records)
        out << sequence++ << ' ' << record << '\n';
    }
    CollectorRegistration collector([&](const RowReader &row) {
      static const char *const kKinds[] = {"+I", "-U", "+U", "-D"};
      const Schema &schema = result.descriptor.sinks[0].schema;
      std::string text = std::string(kKinds[static_cast<size_t>(row.kind())]) + "[";
      for (uint32_t i = 0; i < schema.size(); ++i)
        text += (i ? ", " : "") + printColumn(row, schema, i);
      result.rows.push_back(text + "]");
    });
    driver::Session session("test");
    session.internalOptions = {{kResultFormatOption, collector.id()}, {kTestFolderOption, folder.file("")}};
    driver::Reports reports;
    driver::CompileOptions options;
    options.native = {.tier = tier, .target = llvm::cantFail(codegen::hostTarget())};
    auto compiled = driver::compileScript(session, session.sources.add("q.sql", sql), options, reports);
    if (!compiled || !compiled->pipeline) {
      result.failure = "does not compile: " + diagnostics::renderText(reports.bag, session.sources);
      return result;
    }
    result.descriptor = compiled->pipeline->descriptor;
    auto loaded = llvm::cantFail(driver::loadPipeline(*compiled->pipeline, options.native, reports.times));
    Result<RunSummary> summary = runPipeline(loaded->view(), {.parallelism = parallelism}, posixEnv());
    if (!summary.isOk())
      result.failure = summary.status().toString();
    else
      result.lateRows = summary->lateRowsDropped;
    if (!sink.empty()) {
      std::ifstream in(testRowsFile(folder.file(""), sink, 0));
      for (std::string line; std::getline(in, line);)
        result.rows.push_back(line);
    }
    return result;
  }
};

/// The script's rows unoptimised and optimised, which must be the same.
inline std::vector<std::string> rowsOf(ScriptRun script) {
  script.tier = codegen::Tier::O0;
  ScriptResult plain = script.run();
  EXPECT_EQ(plain.failure, "");
  script.tier = codegen::Tier::O3;
  ScriptResult optimised = script.run();
  EXPECT_EQ(optimised.failure, "");
  EXPECT_EQ(plain.rows, optimised.rows);
  return optimised.rows;
}

} // namespace millrace::lower::test

#endif
