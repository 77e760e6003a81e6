/// Holds the text of the user's program and turns byte offsets into lines and columns.
///
/// Bounds:  offsets are bytes from 0; lines and columns count from 1; a column counts Unicode characters, not bytes.
/// Errors:  none; offsets past the end are treated as the end.
/// Threads: immutable once made; `SourceSet` is not thread-safe.
#ifndef MILLRACE_COMPILER_SOURCE_SOURCETEXT_H
#define MILLRACE_COMPILER_SOURCE_SOURCETEXT_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::source {

/// Names one text of a `SourceSet`: a file, or one statement typed into the REPL.
enum class SourceId : uint32_t {};

/// Half-open byte range [begin, end) of one source text. An empty range marks a position.
struct SourceRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  SourceId source{};

  [[nodiscard]] uint32_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  /// True if both lie in one source and share a byte, or one touches the other's edge.
  [[nodiscard]] bool touches(SourceRange other) const {
    return source == other.source && begin <= other.end && other.begin <= end;
  }
  friend bool operator==(const SourceRange &, const SourceRange &) = default;
};

/// The smallest range that covers both; `first` and `last` are in one source, in any order.
[[nodiscard]] SourceRange join(SourceRange first, SourceRange last);

struct LineColumn {
  uint32_t line = 1;
  uint32_t column = 1;
  friend bool operator==(const LineColumn &, const LineColumn &) = default;
};

class SourceText {
public:
  /// `name` is what errors print: a path as the user gave it, `-` for standard input, `<repl>` for the REPL.
  /// A leading UTF-8 byte order mark is blanked to keep offsets equal to the file's.
  SourceText(SourceId id, std::string name, std::string text);

  [[nodiscard]] SourceId id() const { return id_; }
  [[nodiscard]] const std::string &name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// The bytes under `range`; valid as long as this object.
  [[nodiscard]] std::string_view text(SourceRange range) const;

  [[nodiscard]] LineColumn lineColumn(uint32_t offset) const;
  [[nodiscard]] uint32_t lineCount() const { return static_cast<uint32_t>(lineStarts_.size()); }
  /// Text of line `line` (from 1) without its line end; empty for a line that does not exist.
  [[nodiscard]] std::string_view lineText(uint32_t line) const;
  /// Offset of the first byte of line `line` (from 1); the text's size for a line past the last.
  [[nodiscard]] uint32_t lineStart(uint32_t line) const;
  [[nodiscard]] SourceRange range(uint32_t begin, uint32_t end) const;
  /// `NAME:LINE:COLUMN` of the range's begin.
  [[nodiscard]] std::string describe(SourceRange range) const;

private:
  SourceId id_;
  std::string name_;
  std::string text_;
  std::vector<uint32_t> lineStarts_;
};

/// Owns every source text of a session. A text's address and id stay valid as long as the set.
class SourceSet {
public:
  const SourceText &add(std::string name, std::string text);
  [[nodiscard]] const SourceText &get(SourceId id) const;
  [[nodiscard]] size_t size() const { return texts_.size(); }

private:
  std::vector<std::unique_ptr<SourceText>> texts_;
};

/// Number of Unicode characters in valid UTF-8; every invalid byte counts as one.
[[nodiscard]] uint32_t countCharacters(std::string_view utf8);

} // namespace millrace::source

#endif
