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

/// The closing quote of the field whose first byte is at `position`, or null; `isPlain`: nothing in between needs unescaping.
const char *CsvFields::closingQuote(const char *position, const char *end, bool &isPlain) const {
  isPlain = true;
  for (; position < end; ++position) {
    if (*position == options_.quote) {
      if (position + 1 == end || position[1] != options_.quote)
        return position;
    } else if (options_.escape == 0 || *position != options_.escape) {
      continue;
    }
    isPlain = false;
    ++position;
  }
  return nullptr;
}

bool CsvFields::quoted(const char *&position, const char *end, Arena &scratch) {
  const char *open = position, *from = position + 1;
  bool isPlain;
  const char *close = closingQuote(from, end, isPlain);
  if (close == nullptr)
    return fail(open, "the quoted field is not closed");
  position = close + 1;
  if (isPlain) {
    fields_.push_back({{from, static_cast<size_t>(close - from)}, open});
  } else {
    char *text = scratch.allocate(static_cast<size_t>(close - from));
    char *out = text;
    while (from < close) {
      char c = *from++;
      bool isEscaped = options_.escape != 0 && c == options_.escape && c != options_.quote;
      if (isEscaped || c == options_.quote) // of two quotes the second is meant
        c = isEscaped ? unescapeField(*from++) : *from++;
      *out++ = c;
    }
    fields_.push_back({{text, static_cast<size_t>(out - text)}, open});
  }
  while (position < end && *position != options_.delimiter && static_cast<unsigned char>(*position) <= ' ' &&
         !isLineEnd(*position))
    ++position;
  if (position < end && *position != options_.delimiter && !isLineEnd(*position))
    return fail(position, "expected the field delimiter after the closing quote");
  return true;
}

bool CsvFields::unquoted(const char *&position, const char *end, Arena &scratch) {
  const char *begin = position;
  bool isPlain = true;
  for (; position < end && *position != options_.delimiter && !isLineEnd(*position); ++position) {
    if (options_.escape == 0 || *position != options_.escape)
      continue;
    isPlain = false;
    if (++position == end)
      return fail(position, "the record ends after the escape character");
  }
  std::string_view text(begin, static_cast<size_t>(position - begin));
  if (!isPlain) {
    char *copy = scratch.allocate(text.size()), *out = copy;
    for (const char *from = begin; from < position;) {
      char c = *from++;
      *out++ = c == options_.escape ? unescapeField(*from++) : c;
    }
    text = {copy, static_cast<size_t>(out - copy)};
  }
  if (options_.trimSpaces)
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
      text.remove_suffix(1);
  fields_.push_back({text, begin});
  return true;
}

bool CsvFields::field(const char *&position, const char *end, Arena &scratch) {
  if (options_.trimSpaces)
    while (position < end && *position != options_.delimiter && static_cast<unsigned char>(*position) <= ' ' && !isLineEnd(*position))
      ++position;
  bool isQuoted = position < end && options_.quote != 0 && *position == options_.quote;
  return isQuoted ? quoted(position, end, scratch) : unquoted(position, end, scratch);
}

bool CsvFields::splitOne(const char *&position, const char *end, Arena &scratch) {
  fields_.clear();
  return field(position, end, scratch);
}

bool CsvFields::split(std::string_view record, Arena &scratch) {
  fields_.clear();
  const char *position = record.data(), *end = position + record.size();
  for (;;) {
    if (!field(position, end, scratch))
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
