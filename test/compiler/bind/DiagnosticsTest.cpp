// Wrong programs: every error is found where the program says it is, nothing else is reported, and the text stays as it was reviewed.
#include "test/compiler/bind/BindFixture.h"

#include "gmock/gmock.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace millrace::bind {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(MILLRACE_SOURCE_DIR) / "test" / "diagnostics";

std::string readFile(const fs::path &path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> wrongPrograms() {
  std::vector<fs::path> paths;
  for (const auto &entry : fs::directory_iterator(kFolder))
    if (entry.path().extension() == ".sql")
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// `LINE:COLUMN+WIDTH CODE` of every `-- ^^^ MR0301` line; the line above it is meant, past other such lines.
std::vector<std::string> marksOf(const std::string &sql) {
  std::vector<std::string> marks;
  std::stringstream in(sql);
  std::string line;
  size_t number = 0, code = 0;
  while (std::getline(in, line)) {
    ++number;
    size_t begin = line.find('^');
    size_t end = line.find_last_of('^');
    bool isMark = line.starts_with("--") && begin != std::string::npos && line.find_first_not_of(' ', 2) == begin;
    if (!isMark) {
      code = number;
      continue;
    }
    marks.push_back(std::to_string(code) + ":" + std::to_string(begin + 1) + "+" + std::to_string(end - begin + 1) + " " + line.substr(end + 2));
  }
  std::sort(marks.begin(), marks.end());
  return marks;
}

std::vector<std::string> reportedIn(BoundScript &script) {
  std::vector<std::string> marks;
  for (const diagnostics::Diagnostic *diagnostic : script.bag.sorted()) {
    const source::SourceText &text = script.sources.get(diagnostic->range->source);
    source::LineColumn at = text.lineColumn(diagnostic->range->begin);
    uint32_t lineEnd = text.lineStart(at.line) + static_cast<uint32_t>(text.lineText(at.line).size());
    uint32_t width = std::max(1u, std::min(diagnostic->range->end, lineEnd) - diagnostic->range->begin);
    marks.push_back(std::to_string(at.line) + ":" + std::to_string(at.column) + "+" + std::to_string(width) + " " + codeOf(diagnostic->id));
  }
  std::sort(marks.begin(), marks.end());
  return marks;
}

class WrongProgram : public testing::TestWithParam<fs::path> {};

TEST_P(WrongProgram, IsRefusedWhereItSays) {
  std::string sql = readFile(GetParam());
  BoundScript script(sql, GetParam().filename().string());
  ASSERT_FALSE(marksOf(sql).empty()) << "no `-- ^^^ MRnnnn` line";
  EXPECT_EQ(reportedIn(script), marksOf(sql)) << script.errors();
}

TEST_P(WrongProgram, ReadsAsReviewed) {
  fs::path expected = GetParam();
  expected.replace_extension(".expected");
  BoundScript script(readFile(GetParam()), GetParam().filename().string());
  if (std::getenv("MILLRACE_ACCEPT_GOLDEN"))
    std::ofstream(expected) << script.errors();
  EXPECT_EQ(script.errors(), readFile(expected));
}

TEST_P(WrongProgram, SpeaksSql) {
  BoundScript script(readFile(GetParam()), GetParam().filename().string());
  std::string text = script.errors();
  for (const char *word : {"mlir", "MLIR", "llvm", "LLVM", "std::", "operand", "region", "nullptr", " AST", "SSA", "i64", "!sql", "rel.", "dialect",
                           "attribute '", "segfault", "assert", "C++", "lvalue", "token", "RelNode", "Calcite"})
    EXPECT_THAT(text, testing::Not(testing::HasSubstr(word)));
}

std::string testName(const testing::TestParamInfo<fs::path> &param) {
  std::string name = param.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return "n" + name;
}
INSTANTIATE_TEST_SUITE_P(All, WrongProgram, testing::ValuesIn(wrongPrograms()), testName);

TEST(DiagnosticExample, OfTheStyleGuideIsReproduced) {
  std::string sql = "CREATE TABLE bids (\n"
                    "  auction BIGINT, price DECIMAL(10, 2), bid_time TIMESTAMP(3)\n"
                    ") WITH ('connector' = 'filesystem', 'path' = 'bids.json', 'format' = 'json');\n"
                    "\n"
                    "SELECT window_start,\n"
                    "  COUNT(*) AS bid_count\n"
                    "FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bid_time), INTERVAL '1' MINUTE))\n"
                    "GROUP BY window_start, window_end;\n";
  EXPECT_EQ(BoundScript(sql).errors(), R"(error[MR0312]: window over `bids` needs an event-time column
 --> q.sql:7:42
  |
7 | FROM TABLE(TUMBLE(TABLE bids, DESCRIPTOR(bid_time), INTERVAL '1' MINUTE))
  |                                          ^^^^^^^^ `bid_time` is TIMESTAMP(3) without a watermark
note: `bids` is declared here
 --> q.sql:1:14
help: declare how late rows may be
  |
3 +   WATERMARK FOR bid_time AS bid_time - INTERVAL '5' SECOND
)");
}

/// A diagnostic that no test provokes may be wrong or never come.
TEST(DiagnosticCoverage, EveryIdOfCatalogAndBinderHasAWrongProgram) {
  std::string all;
  for (const fs::path &path : wrongPrograms())
    all += readFile(path);
  // What the driver finds in sources in C++ for the binder.
  std::string cpp = readFile(fs::path(MILLRACE_SOURCE_DIR) / "test" / "compiler" / "driver" / "cpp-errors.test");
  for (const diagnostics::DiagnosticRecord &record : diagnostics::allDiagnostics()) {
    int number = static_cast<int>(record.id);
    // MR0420 and later are reported behind the binder.
    if (number >= 200 && number < 420)
      EXPECT_TRUE(all.find("^ " + codeOf(record.id)) != std::string::npos || cpp.find("error[" + codeOf(record.id) + "]") != std::string::npos) << record.name;
  }
}

/// docs/guide/support.md must name what is refused, and nothing that is not.
TEST(SupportGuide, ListsWhatIsNotSupportedYet) {
  std::string guide = readFile(fs::path(MILLRACE_SOURCE_DIR) / "docs" / "guide" / "support.md");
  for (const diagnostics::DiagnosticRecord &record : diagnostics::allDiagnostics()) {
    int number = static_cast<int>(record.id);
    if (number >= 400 && number < 500)
      EXPECT_NE(guide.find("| " + codeOf(record.id) + " | " + std::string(record.title)), std::string::npos) << record.name;
  }
  for (size_t at = guide.find("| MR04"); at != std::string::npos; at = guide.find("| MR04", at + 1))
    EXPECT_NE(diagnostics::findDiagnostic(guide.substr(at + 2, 6)), nullptr) << guide.substr(at + 2, 6);
}

} // namespace
} // namespace millrace::bind
