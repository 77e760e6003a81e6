#include "compiler/source/SourceText.h"

#include <algorithm>

namespace millrace::source {

namespace {

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Bytes of the character at `at`, 1 for anything that is not valid UTF-8.
size_t characterSize(std::string_view text, size_t at) {
  auto lead = static_cast<unsigned char>(text[at]);
  size_t size = lead < 0x80 ? 1 : lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (lead >= 0xF8 || at + size > text.size())
    return 1;
  for (size_t i = 1; i < size; ++i)
    if (!isContinuation(text[at + i]))
      return 1;
  return size;
}

} // namespace

uint32_t countCharacters(std::string_view utf8) {
  uint32_t count = 0;
  for (size_t at = 0; at < utf8.size(); at += characterSize(utf8, at))
    ++count;
  return count;
}

SourceRange join(SourceRange first, SourceRange last) {
  return {std::min(first.begin, last.begin), std::max(first.end, last.end), first.source};
}

SourceText::SourceText(SourceId id, std::string name, std::string text)
    : id_(id), name_(std::move(name)), text_(std::move(text)) {
  if (text_.starts_with("\xEF\xBB\xBF"))
    text_.replace(0, 3, "   ");
  lineStarts_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n')
      lineStarts_.push_back(static_cast<uint32_t>(i + 1));
}

std::string_view SourceText::text(SourceRange range) const {
  auto begin = std::min<size_t>(range.begin, text_.size());
  auto end = std::clamp<size_t>(range.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

LineColumn SourceText::lineColumn(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, static_cast<uint32_t>(text_.size()));
  auto next = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
  auto line = static_cast<uint32_t>(next - lineStarts_.begin());
  uint32_t start = lineStarts_[line - 1];
  return {line, countCharacters(std::string_view(text_).substr(start, offset - start)) + 1};
}

std::string_view SourceText::lineText(uint32_t line) const {
  if (line == 0 || line > lineCount())
    return {};
  size_t begin = lineStarts_[line - 1];
  size_t end = line < lineCount() ? lineStarts_[line] - 1 : text_.size();
  std::string_view text = std::string_view(text_).substr(begin, end - begin);
  if (text.ends_with('\r'))
    text.remove_suffix(1);
  return text;
}

uint32_t SourceText::lineStart(uint32_t line) const {
  if (line == 0)
    return 0;
  return line <= lineCount() ? lineStarts_[line - 1] : static_cast<uint32_t>(text_.size());
}

SourceRange SourceText::range(uint32_t begin, uint32_t end) const { return {begin, end, id_}; }

std::string SourceText::describe(SourceRange range) const {
  LineColumn at = lineColumn(range.begin);
  return name_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

const SourceText &SourceSet::add(std::string name, std::string text) {
  auto id = static_cast<SourceId>(texts_.size());
  texts_.push_back(std::make_unique<SourceText>(id, std::move(name), std::move(text)));
  return *texts_.back();
}

const SourceText &SourceSet::get(SourceId id) const { return *texts_[static_cast<uint32_t>(id)]; }

} // namespace millrace::source
