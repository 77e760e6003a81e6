#include "compiler/tools/millrace/Script.h"

#include "compiler/driver/TestRun.h"

#include <cstdio>

namespace millrace::cli {

int testCommand(const CommandOptions &options) {
  std::optional<driver::TestModes> modes = driver::parseTestModes(options.modes);
  if (!modes) {
    showError("--modes=" + options.modes + ": expected jit, o0, aot, p1, p3, … with commas between");
    return kProgramWrong;
  }
  std::vector<std::string> files = driver::findTestFiles(options.paths);
  if (files.empty()) {
    showError("no .test.sql file found");
    return kProgramWrong;
  }
  size_t passedCount = 0;
  for (const std::string &file : files) {
    driver::TestOutcome outcome = driver::runTestFile(file, *modes);
    if (outcome.failures.empty()) {
      ++passedCount;
      continue;
    }
    std::printf("FAILED %s\n", file.c_str());
    for (const std::string &failure : outcome.failures)
      std::printf("%s", failure.c_str());
    std::fflush(stdout);
  }
  std::printf("%zu passed, %zu failed\n", passedCount, files.size() - passedCount);
  return passedCount == files.size() ? kOk : kTestFailed;
}

} // namespace millrace::cli
