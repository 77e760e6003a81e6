#include "compiler/diagnostics/Render.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace millrace::diagnostics {

namespace {

using source::LineColumn;
using source::SourceText;

enum class Paint : uint8_t { Error, Warning, Note, Help, Frame, Bold };

const char *code(Paint paint) {
  switch (paint) {
  case Paint::Error: return "\x1b[1;31m";
  case Paint::Warning: return "\x1b[1;33m";
  case Paint::Note: return "\x1b[1;32m";
  case Paint::Help: return "\x1b[1;36m";
  case Paint::Frame: return "\x1b[1;34m";
  case Paint::Bold: return "\x1b[1m";
  }
  return "";
}

/// One line under the source line it belongs to; columns count characters from 1.
struct Mark {
  uint32_t line;
  uint32_t column;
  uint32_t width;
  std::string text;
  bool primary;
};

class TextRenderer {
public:
  TextRenderer(const source::SourceSet &sources, const RenderOptions &options) : sources_(sources), options_(options) {}

  std::string render(const Diagnostic &d) {
    bool isError = d.severity() == Severity::Error;
    severityPaint_ = isError ? Paint::Error : Paint::Warning;
    out_ += paint(severityPaint_, fmt::format("{}[{}]", isError ? "error" : "warning", codeOf(d.id)));
    out_ += paint(Paint::Bold, ": " + d.message) + "\n";
    if (d.range)
      snippet(*d.range, d.label, d.secondary);
    for (const Note &note : d.notes) {
      out_ += paint(Paint::Note, "note") + ": " + note.text + "\n";
      if (note.range)
        out_ += fmt::format(" {} {}\n", paint(Paint::Frame, "-->"), sources_.get(note.range->source).describe(*note.range));
    }
    for (const Help &help : d.helps) {
      out_ += paint(Paint::Help, "help") + ": " + help.text + "\n";
      if (help.replacement)
        replacement(*help.replacement);
    }
    return std::move(out_);
  }

private:
  std::string paint(Paint paint, std::string_view text) const {
    return options_.colors ? fmt::format("{}{}\x1b[0m", code(paint), text) : std::string(text);
  }

  Mark mark(const SourceText &text, SourceRange range, std::string label, bool primary) const {
    LineColumn at = text.lineColumn(range.begin);
    // A range over several lines is marked to the end of its first one.
    uint32_t lineEnd = text.lineStart(at.line) + static_cast<uint32_t>(text.lineText(at.line).size());
    uint32_t end = std::min(range.end, lineEnd);
    uint32_t width = end > range.begin ? source::countCharacters(text.text(text.range(range.begin, end))) : 0;
    return {at.line, at.column, std::max(width, 1U), std::move(label), primary};
  }

  void snippet(SourceRange range, const std::string &label, const std::vector<Label> &secondary) {
    const SourceText &text = sources_.get(range.source);
    std::vector<Mark> marks = {mark(text, range, label, true)};
    std::vector<const Label *> elsewhere;
    for (const Label &other : secondary) {
      if (other.range.source == range.source)
        marks.push_back(mark(text, other.range, other.text, false));
      else
        elsewhere.push_back(&other);
    }
    auto order = [](const Mark &m) { return std::tuple(m.line, !m.primary, m.column); };
    std::sort(marks.begin(), marks.end(), [&](const Mark &a, const Mark &b) { return order(a) < order(b); });

    size_t gutter = std::to_string(marks.back().line).size();
    out_ += fmt::format("{}{} {}\n", std::string(gutter, ' '), paint(Paint::Frame, "-->"), text.describe(range));
    out_ += frame(gutter, "") + "\n";
    uint32_t shownLine = 0;
    for (const Mark &m : marks) {
      if (m.line != shownLine) {
        if (shownLine != 0 && m.line > shownLine + 1)
          out_ += paint(Paint::Frame, "...") + "\n";
        out_ += sourceLine(gutter, m.line, text.lineText(m.line));
        shownLine = m.line;
      }
      out_ += frame(gutter, "") + underline(text.lineText(m.line), m) + "\n";
    }
    for (const Label *other : elsewhere) {
      out_ += paint(Paint::Note, "note") + ": " + other->text + "\n";
      snippet(other->range, "", {});
    }
  }

  std::string frame(size_t gutter, std::string_view number) const {
    return paint(Paint::Frame, fmt::format("{:>{}} |", number, gutter));
  }

  std::string sourceLine(size_t gutter, uint32_t line, std::string_view text) const {
    return fmt::format("{}{}{}\n", frame(gutter, std::to_string(line)), text.empty() ? "" : " ", text);
  }

  /// Tabs before the mark are kept, so that it stands right for any tab width.
  std::string underline(std::string_view lineText, const Mark &m) const {
    std::string pad = " ";
    uint32_t column = 1;
    for (size_t i = 0; i < lineText.size() && column < m.column; ++i) {
      auto byte = static_cast<unsigned char>(lineText[i]);
      if ((byte & 0xC0) == 0x80)
        continue;
      pad += byte == '\t' ? '\t' : ' ';
      ++column;
    }
    std::string marks = std::string(m.width, m.primary ? '^' : '-') + (m.text.empty() ? "" : " " + m.text);
    return pad + paint(m.primary ? severityPaint_ : Paint::Frame, marks);
  }

  /// Whole new lines are shown as `N + text`; a change inside lines as the line before (`-`) and after (`+`).
  void replacement(const Replacement &r) {
    const SourceText &text = sources_.get(r.range.source);
    LineColumn first = text.lineColumn(r.range.begin);
    if (r.range.empty() && r.text.ends_with('\n') && r.range.begin == text.lineStart(first.line)) {
      size_t gutter = std::to_string(first.line).size();
      out_ += frame(gutter, "") + "\n" + changedLines(gutter, first.line, '+', r.text.substr(0, r.text.size() - 1));
      return;
    }
    uint32_t lastLine = text.lineColumn(r.range.end).line;
    uint32_t begin = text.lineStart(first.line);
    uint32_t end = text.lineStart(lastLine) + static_cast<uint32_t>(text.lineText(lastLine).size());
    std::string before(text.text(text.range(begin, end)));
    std::string after = before;
    after.replace(r.range.begin - begin, std::min(r.range.end, end) - r.range.begin, r.text);
    size_t gutter = std::to_string(lastLine).size();
    out_ += frame(gutter, "") + "\n" + changedLines(gutter, first.line, '-', before) +
            changedLines(gutter, first.line, '+', after);
  }

  std::string changedLines(size_t gutter, uint32_t line, char sign, std::string_view lines) const {
    std::string result;
    while (true) {
      size_t end = lines.find('\n');
      std::string number = paint(Paint::Frame, fmt::format("{:>{}}", line++, gutter));
      std::string text = fmt::format("{} {}", sign, lines.substr(0, end));
      result += number + " " + paint(sign == '+' ? Paint::Note : Paint::Error, text) + "\n";
      if (end == std::string_view::npos)
        return result;
      lines.remove_prefix(end + 1);
    }
  }

  const source::SourceSet &sources_;
  const RenderOptions &options_;
  Paint severityPaint_ = Paint::Error;
  std::string out_;
};

} // namespace

std::string renderText(const Diagnostic &diagnostic, const source::SourceSet &sources, const RenderOptions &options) {
  return TextRenderer(sources, options).render(diagnostic);
}

std::string renderText(const DiagnosticBag &bag, const source::SourceSet &sources, const RenderOptions &options) {
  std::string text;
  std::vector<const Diagnostic *> sorted = bag.sorted();
  size_t errors = bag.errorCount();
  for (const Diagnostic *d : sorted)
    text += renderText(*d, sources, options) + (sorted.size() > 1 ? "\n" : "");
  if (bag.droppedCount() > 0)
    text += fmt::format("{} more not shown\n", bag.droppedCount());
  if (sorted.size() > 1 && errors > 0)
    text += fmt::format("{} error{}\n", errors, errors == 1 ? "" : "s");
  return text;
}

} // namespace millrace::diagnostics
