/// Reads lines from a terminal with editing, history and completion, or plainly from a pipe.
///
/// Shape:   history is kept in `$HOME/.millrace_history` (1,000 lines). Tab completes the word before the cursor.
/// Errors:  a history file that cannot be read or written is left alone.
/// Threads: one.
#ifndef MILLRACE_COMPILER_TOOLS_MILLRACE_LINEEDITOR_H
#define MILLRACE_COMPILER_TOOLS_MILLRACE_LINEEDITOR_H

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::cli {

/// All words that may stand where `prefix` ends; sorted.
using Completer = std::function<std::vector<std::string>(std::string_view prefix)>;

enum class LineState : uint8_t { Line, Interrupted, End };

struct InputLine {
  LineState state = LineState::End;
  std::string text; ///< without the line end
};

class LineEditor {
public:
  /// `isInteractive`: standard input is a terminal.
  LineEditor(bool isInteractive, Completer completer);
  ~LineEditor();

  [[nodiscard]] InputLine read(const std::string &prompt);
  /// Remembers a whole statement, its lines joined.
  void remember(const std::string &statement);

private:
  struct Terminal;
  std::unique_ptr<Terminal> terminal_; ///< null for a pipe
};

/// What completing `candidates` adds to `prefix`: their longest common beginning, in the case the user typed keywords in.
[[nodiscard]] std::string completionSuffix(std::string_view prefix, const std::vector<std::string> &candidates);

} // namespace millrace::cli

#endif
