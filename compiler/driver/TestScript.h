/// Reads a `.test.sql` file: a header, statements, and blocks of input rows and expected changelogs.
///
/// Shape:   `-- flink: same | differs <id> | no <reason>` anywhere among the comments; statements; then blocks that begin at a
///          line's start and end at a blank line or the next block: `INPUT t` (changelog-json lines), `WATERMARK t 'timestamp'`,
///          `EXPECT [ORDERED|MULTISET|FINAL] sink` (changelog-json lines; MULTISET if not said).
/// Errors:  a sentence with the line; the file then counts as failed.
/// Threads: any.
#ifndef MILLRACE_COMPILER_DRIVER_TESTSCRIPT_H
#define MILLRACE_COMPILER_DRIVER_TESTSCRIPT_H

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::driver {

/// What the file says about Flink.
enum class FlinkRelation : uint8_t { Same, Differs, NotRun };

/// How an EXPECT block compares.
enum class ExpectMode : uint8_t {
  Ordered,  ///< the same rows in the same order
  Multiset, ///< the same rows in any order
  Final,    ///< the same rows left over after all changes
};

struct Expectation {
  std::string sink;
  ExpectMode mode = ExpectMode::Multiset;
  std::vector<std::string> lines; ///< changelog-json
  uint32_t line = 0;              ///< of the block
};

/// One line of a table's input: a changelog-json row, or a watermark.
struct InputLine {
  std::string text; ///< changelog-json, or `WATERMARK 2020-01-01 00:00:00`
  uint64_t sequence = 0; ///< place among all inputs of the script
};

struct TestScript {
  FlinkRelation flink = FlinkRelation::Same;
  std::string flinkReason;                         ///< of Differs and NotRun
  std::string statements;                          ///< the file's text with every block line blanked, so that positions stay
  std::map<std::string, std::vector<InputLine>> inputs; ///< by table
  std::vector<Expectation> expectations;

  /// The format that carries a table's rows: `json` where only rows are inserted, which tries the generated decoder; else `changelog-json`.
  [[nodiscard]] const char *formatOf(const std::string &table) const;
};

struct TestScriptError {
  uint32_t line = 0;
  std::string message;
};

/// Gives a script, or fills `error`.
[[nodiscard]] std::optional<TestScript> parseTestScript(std::string_view text, TestScriptError &error);

} // namespace millrace::driver

#endif
