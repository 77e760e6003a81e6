/// Runs `.test.sql` files in every way a pipeline can run, and says how the results differ from what they expect.
///
/// Shape:   one file → one compilation per way (JIT at O3, JIT at O0, executable) → one run per parallelism. Each run reads the script's
///          inputs as one split; with one shard a sink's rows compare as the script says, with several as a multiset and per key in order
///          or, where several tables' rows meet and change results, by what is left after all changes.
/// Defaults: `pipeline.auto-watermark-interval` = 0 and `table.local-time-zone` = UTC, until the script sets them.
/// Errors:  every failure is a text in the outcome; a run that does not end is stopped after `timeoutMs`.
/// Threads: one runner per thread.
#ifndef MILLRACE_COMPILER_DRIVER_TESTRUN_H
#define MILLRACE_COMPILER_DRIVER_TESTRUN_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::driver {

enum class TestTier : uint8_t { Jit, Unoptimized, Executable };

struct TestModes {
  std::vector<TestTier> tiers = {TestTier::Jit, TestTier::Unoptimized, TestTier::Executable};
  std::vector<uint32_t> parallelisms = {1, 3};
  int64_t timeoutMs = 60'000; ///< of one run
};

/// `jit,aot,p1`: tiers by `jit`, `o0`, `aot`, parallelisms by `pN`; what is not named at all stays as it is. No value: another word.
[[nodiscard]] std::optional<TestModes> parseTestModes(std::string_view text);

struct TestOutcome {
  std::string path;
  std::vector<std::string> failures; ///< each with the way it ran and the difference; empty: passed
};

[[nodiscard]] TestOutcome runTestFile(const std::string &path, const TestModes &modes);

/// The files that `paths` name: files as they are, folders searched for `*.test.sql`; sorted.
[[nodiscard]] std::vector<std::string> findTestFiles(const std::vector<std::string> &paths);

} // namespace millrace::driver

#endif
