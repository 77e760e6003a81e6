#include "compiler/tools/millrace/LineEditor.h"
#include "compiler/tools/millrace/Script.h"

#include "compiler/parse/Parser.h"
#include "stdlib/FunctionRecord.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <set>
#include <unistd.h>

namespace millrace::cli {

namespace {

constexpr const char *kPrompt = "millrace> ";
constexpr const char *kMorePrompt = "        > ";

constexpr const char *kHelp = R"(Statements end with `;` and may take several lines.

  CREATE TABLE t (…) WITH ('connector' = …);   declare a table      SHOW TABLES;   DESCRIBE t;   SHOW CREATE TABLE t;
  SELECT … FROM t …;                           run a query          EXPLAIN SELECT …;
  INSERT INTO t SELECT …;                      run a pipeline       SET 'key' = 'value';
  SHOW FUNCTIONS;                              list functions

  HELP;  this text     QUIT;  leave     CLEAR;  clear the screen

Tab completes, the arrow keys walk through history, Ctrl-C stops the running query or drops the line, Ctrl-D leaves.
)";

/// What completion offers besides the session's own names.
constexpr std::array kKeywords = {
    "ALL",      "AND",       "ARRAY",    "AS",        "BETWEEN",  "BY",        "CASE",      "CAST",      "CREATE",
    "CUMULATE", "DATE",      "DAY",      "DECIMAL",   "DESCRIBE", "DESCRIPTOR", "DISTINCT", "DROP",      "ELSE",
    "END",      "EXECUTE",   "EXISTS",   "EXPLAIN",   "FALSE",    "FILTER",    "FROM",      "FUNCTIONS", "GROUP",
    "HAVING",   "HOP",       "HOUR",     "IN",        "INSERT",   "INTERVAL",  "INTO",      "IS",        "JOIN",
    "LIKE",     "LIMIT",     "MINUTE",   "NOT",       "NULL",     "ON",        "OR",        "ORDER",     "PARTITION",
    "PRIMARY",  "QUIT",      "RESET",    "SECOND",    "SELECT",   "SET",       "SHOW",      "STATEMENT", "STRING",
    "TABLE",    "TABLES",    "TEMPORARY", "THEN",     "TIMESTAMP", "TRUE",     "TUMBLE",    "UNION",     "VALUES",
    "VIEW",     "VIEWS",     "WATERMARK", "WHEN",     "WHERE",    "WITH"};

std::string upperCase(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return upper;
}

/// The one word of a client command: `quit`, `QUIT;`; empty for anything else.
std::string commandWord(std::string_view text) {
  size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos)
    return "";
  text.remove_prefix(begin);
  size_t end = text.find_last_not_of(" \t\n;");
  return end == std::string_view::npos || end > 8 ? "" : upperCase(text.substr(0, end + 1));
}

class Repl {
public:
  explicit Repl(const CommandOptions &options)
      : options_(options), isInteractive_(isatty(STDIN_FILENO) != 0), session_("repl"),
        editor_(isInteractive_, [this](std::string_view prefix) { return complete(prefix); }) {}

  int run() {
    if (!resolveNative(options_, "native", native_) || !prepareSession(session_, options_.initFiles))
      return kProgramWrong;
    if (isInteractive_)
      std::printf("Millrace %s. HELP; explains, QUIT; leaves.\n", MILLRACE_VERSION);
    while (!isDone_) {
      std::fflush(stdout);
      InputLine line = editor_.read(pending_.empty() ? kPrompt : kMorePrompt);
      if (line.state == LineState::End)
        break;
      if (line.state == LineState::Interrupted)
        pending_.clear();
      else
        take(line.text);
    }
    // A pipe's last statement may lack its semicolon.
    if (!isDone_ && !isInteractive_ && pending_.find_first_not_of(" \t\n") != std::string::npos)
      execute(pending_);
    if (isInteractive_ && !isDone_)
      std::fputs("\n", stdout);
    return isInteractive_ ? kOk : exitCode_;
  }

private:
  void take(const std::string &line) {
    if (pending_.empty() && runCommandWord(commandWord(line)))
      return;
    pending_ += line + "\n";
    if (pending_.find_first_not_of(" \t\n") == std::string::npos) {
      pending_.clear();
    } else if (parse::isCompleteStatement(pending_)) {
      std::string statement = std::move(pending_);
      pending_.clear();
      statement.pop_back();
      editor_.remember(statement);
      execute(statement);
    }
  }

  bool runCommandWord(const std::string &word) {
    if (word == "QUIT" || word == "EXIT")
      isDone_ = true;
    else if (word == "HELP")
      std::fputs(kHelp, stdout);
    else if (word == "CLEAR")
      std::fputs("\x1b[H\x1b[2J", stdout);
    else
      return false;
    return true;
  }

  void execute(const std::string &statement) {
    const source::SourceText &text = session_.sources.add(isInteractive_ ? "<repl>" : "<stdin>", statement);
    driver::Reports reports;
    driver::CompileOptions compileOptions{.native = native_, .answers = [&](const driver::Answer &answer) {
                                            showAnswer(answer);
                                            if (isInteractive_ && answer.kind == driver::Answer::Kind::Confirmation)
                                              std::printf("%s\n", answer.text.c_str());
                                          }};
    auto compiled = driver::compileScript(session_, text, compileOptions, reports);
    showDiagnostics(reports.bag, session_.sources, false);
    if (!compiled) {
      exitCode_ = std::max(exitCode_, kProgramWrong);
      return;
    }
    if (compiled->pipeline) {
      ResultFormat results = options_.results == ResultFormat::Automatic ? ResultFormat::Tableau : options_.results;
      RunScope scope{.isInteractive = true, .optimizeBehind = options_.level != 0, .results = results};
      exitCode_ = std::max(exitCode_, loadAndRun(session_, *compiled->pipeline, native_, scope, reports.times));
    }
  }

  std::vector<std::string> complete(std::string_view prefix) {
    std::set<std::string> found;
    std::string upper = upperCase(prefix);
    auto offer = [&](const std::string &name, bool ignoreCase) {
      if (ignoreCase ? upperCase(name).starts_with(upper) : name.starts_with(prefix))
        found.insert(name);
    };
    const catalog::Catalog &catalog = session_.catalog;
    for (const std::string &name : catalog.objectNames(catalog.currentCatalog(), catalog.currentDatabase(), false)) {
      offer(name, false);
      const catalog::Object *object = catalog.find({catalog.currentCatalog(), catalog.currentDatabase(), name});
      if (object)
        for (const catalog::Column &column : catalog::columnsOf(*object))
          offer(column.name, false);
    }
    if (prefix.empty())
      return {found.begin(), found.end()};
    for (const char *keyword : kKeywords)
      offer(keyword, true);
    // Operators and casts are records too; their names are no words.
    for (const FunctionRecord &record : functionRecords())
      if (record.name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos)
        offer(std::string(record.name), true);
    return {found.begin(), found.end()};
  }

  const CommandOptions &options_;
  bool isInteractive_;
  driver::Session session_;
  driver::NativeOptions native_;
  std::string pending_;
  int exitCode_ = kOk;
  bool isDone_ = false;
  LineEditor editor_;
};

} // namespace

int replCommand(const CommandOptions &options) { return Repl(options).run(); }

} // namespace millrace::cli
