#include "runtime/format/csv/CsvDecoder.h"

namespace millrace {

namespace {

char unescapeField(char c) {
  switch (c) {
  case '0':
    return '\0';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  default:
    return c;
  }
}

bool isLineEnd(char c) { return c == '\n' || c == '\r'; }

} // namespace

bool CsvFields::quoted(const char *&position, const char *end, Arena &scratch) {
  const char *open = position++;
  char *text = scratch.allocate(static_cast<size_t>(end - position) + 1);
  char *out = text;
  for (;;) {
    if (position == end)
      return fail(open, "the quoted field is not closed on its line");
    char c = *position++;
    if (c == options_.quote) {
      if (position < end && *position == options_.quote) {
        *out++ = *position++;
        continue;
      }
      break;
    }
    if (options_.escape != 0 && c == options_.escape) {
      if (position == end)
        return fail(position, "the record ends after the escape character");
      c = unescapeField(*position++);
    }
    *out++ = c;
  }
  fields_.push_back({{text, static_cast<size_t>(out - text)}, open});
  while (position < end && *position != options_.delimiter && static_cast<unsigned char>(*position) <= ' ' &&
         !isLineEnd(*position))
    ++position;
  if (position < end && *position != options_.delimiter && !isLineEnd(*position))
    return fail(position, "expected the field delimiter after the closing quote");
  return true;
}

bool CsvFields::unquoted(const char *&position, const char *end, Arena &scratch) {
  const char *begin = position;
  while (position < end && *position != options_.delimiter && !isLineEnd(*position) &&
         (options_.escape == 0 || *position != options_.escape))
    ++position;
  std::string_view text(begin, static_cast<size_t>(position - begin));
  if (position < end && options_.escape != 0 && *position == options_.escape) {
    char *copy = scratch.allocate(static_cast<size_t>(end - begin));
    std::memcpy(copy, begin, text.size());
    char *out = copy + text.size();
    while (position < end && *position != options_.delimiter && !isLineEnd(*position)) {
      char c = *position++;
      if (c == options_.escape) {
        if (position == end)
          return fail(position, "the record ends after the escape character");
        c = unescapeField(*position++);
      }
      *out++ = c;
    }
    text = {copy, static_cast<size_t>(out - copy)};
  }
  if (options_.trimSpaces)
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
      text.remove_suffix(1);
  fields_.push_back({text, begin});
  return true;
}

bool CsvFields::split(std::string_view record, Arena &scratch) {
  fields_.clear();
  const char *position = record.data(), *end = position + record.size();
  for (;;) {
    if (options_.trimSpaces)
      while (position < end && *position != options_.delimiter && static_cast<unsigned char>(*position) <= ' ' &&
             !isLineEnd(*position))
        ++position;
    bool isQuoted = position < end && options_.quote != 0 && *position == options_.quote;
    if (isQuoted ? !quoted(position, end, scratch) : !unquoted(position, end, scratch))
      return false;
    if (position == end || isLineEnd(*position))
      return true;
    ++position; // the delimiter; an empty field follows when nothing does
  }
}

std::string unescapeJava(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    char c = text[++i];
    if (c == 'u' && i + 4 < text.size()) {
      uint32_t unit = 0;
      bool hex = true;
      for (size_t k = 1; k <= 4; ++k) {
        char digit = text[i + k], lower = static_cast<char>(digit | 0x20);
        hex &= (digit >= '0' && digit <= '9') || (lower >= 'a' && lower <= 'f');
        unit = unit * 16 + static_cast<uint32_t>(digit <= '9' ? digit - '0' : lower - 'a' + 10);
      }
      if (hex && unit < 0x80) {
        out += static_cast<char>(unit);
        i += 4;
        continue;
      }
    }
    out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c;
  }
  return out;
}

} // namespace millrace
