#include "stdlib/temporal/Pattern.h"

#include "stdlib/string/Utf8.h"

namespace millrace::temporal {
namespace {

bool isLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

} // namespace

/// Inside quotes a doubled quote is one; the text up to it comes as an item of its own.
bool PatternReader::nextQuoted(PatternItem &item) {
  uint32_t end = offset_;
  while (end < pattern_.sizeBytes && pattern_.bytes[end] != '\'')
    ++end;
  if (end == pattern_.sizeBytes) {
    unterminated_ = true;
    offset_ = end;
    return false;
  }
  bool doubled = end + 1 < pattern_.sizeBytes && pattern_.bytes[end + 1] == '\'';
  item.literal = text::part(pattern_, offset_, end + doubled);
  insideQuotes_ = doubled;
  offset_ = end + 1 + doubled;
  return true;
}

bool PatternReader::next(PatternItem &item) {
  item.kind = PatternItem::Kind::Literal;
  item.count = 1;
  if (insideQuotes_)
    return nextQuoted(item);
  if (offset_ >= pattern_.sizeBytes)
    return false;
  char c = pattern_.bytes[offset_];
  if (isLetter(c)) {
    item.kind = PatternItem::Kind::Letters;
    item.letter = c;
    uint32_t end = offset_ + 1;
    while (end < pattern_.sizeBytes && pattern_.bytes[end] == c)
      ++end;
    item.count = static_cast<int32_t>(end - offset_);
    offset_ = end;
    return true;
  }
  if (c == '\'') {
    bool quote = offset_ + 1 < pattern_.sizeBytes && pattern_.bytes[offset_ + 1] == '\'';
    if (quote)
      item.literal = text::part(pattern_, offset_, offset_ + 1);
    offset_ += 1 + quote;
    insideQuotes_ = !quote;
    return quote || nextQuoted(item);
  }
  if (dialect_ == Dialect::Formatter && (c == '[' || c == ']'))
    item.kind = c == '[' ? PatternItem::Kind::OptionalBegin : PatternItem::Kind::OptionalEnd;
  item.literal = text::part(pattern_, offset_, offset_ + 1);
  ++offset_;
  return true;
}

bool isPatternLetter(Dialect dialect, char letter, int32_t count) {
  auto among = [letter](std::string_view letters) { return letters.find(letter) != std::string_view::npos; };
  if (dialect == Dialect::Simple)
    return among("yMLdDHkKhmsSaEuZG") || (letter == 'X' && count <= 3);
  if (among("yu"))
    return true;
  if (among("ML") || letter == 'Q')
    return count <= 4;
  if (among("dHkKhms"))
    return count <= 2;
  if (letter == 'D')
    return count <= 3;
  if (letter == 'S')
    return count <= 9;
  if (letter == 'n')
    return count <= 19;
  return (letter == 'E' && count <= 4) || (letter == 'a' && count == 1) || (letter == 'G' && count <= 3);
}

bool checkPattern(FunctionContext &context, StringView pattern, Dialect dialect) {
  PatternReader reader(pattern, dialect);
  PatternItem item;
  while (reader.next(item)) {
    bool plain = item.kind == PatternItem::Kind::Literal && item.literal.sizeBytes == 1 && pattern.bytes[reader.offset() - 1] != '\'';
    bool reserved = dialect == Dialect::Formatter && plain && std::string_view("{}#").find(item.literal.bytes[0]) != std::string_view::npos;
    bool unknown = item.kind == PatternItem::Kind::Letters && !isPatternLetter(dialect, item.letter, item.count);
    if (reserved || unknown) {
      StringView what = reserved ? item.literal : text::part(pattern, reader.offset() - static_cast<uint32_t>(item.count), reader.offset());
      StringView detail = text::message(context, "unsupported pattern letter `", what.view(), "` in date-time pattern '");
      context.fail(FunctionError::InvalidArgument, text::message(context, detail.view(), pattern.view(), "'"));
      return false;
    }
  }
  if (!reader.unterminated())
    return true;
  context.fail(FunctionError::InvalidArgument,
               text::message(context, "date-time pattern '", pattern.view(), "' ends inside a quoted text"));
  return false;
}

} // namespace millrace::temporal
