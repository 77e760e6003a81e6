#include "compiler/parse/Literals.h"

#include <charconv>

namespace millrace::parse {

namespace {

std::optional<uint32_t> hexDigit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return std::nullopt;
}

/// `count` hex digits at `at`; unset if there are fewer.
std::optional<uint32_t> hexNumber(std::string_view text, size_t at, size_t count) {
  uint32_t value = 0;
  for (size_t i = 0; i < count; ++i) {
    auto digit = at + i < text.size() ? hexDigit(text[at + i]) : std::nullopt;
    if (!digit)
      return std::nullopt;
    value = value * 16 + *digit;
  }
  return value;
}

bool isSurrogate(uint32_t c) { return c >= 0xD800 && c < 0xE000; }

void appendUtf8(std::string &out, uint32_t c) {
  auto put = [&](uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

/// UTF-16 escapes: a high surrogate waits for its low one.
class Utf16Sink {
public:
  /// False if `c` is no character.
  bool put(std::string &out, uint32_t c) {
    if (high_ != 0) {
      bool isLow = c >= 0xDC00 && c < 0xE000;
      if (isLow)
        appendUtf8(out, 0x10000 + ((high_ - 0xD800) << 10) + (c - 0xDC00));
      high_ = 0;
      return isLow;
    }
    if (c >= 0xD800 && c < 0xDC00) {
      high_ = c;
      return true;
    }
    if (isSurrogate(c) || c > 0x10FFFF)
      return false;
    appendUtf8(out, c);
    return true;
  }
  [[nodiscard]] bool waiting() const { return high_ != 0; }

private:
  uint32_t high_ = 0;
};

Literal<std::string> failed(std::string message, size_t offset, size_t size) {
  return {"", LiteralError{std::move(message), static_cast<uint32_t>(offset), static_cast<uint32_t>(size)}};
}

/// Digits after \u or \U of e''.
size_t wideDigits(char c) { return c == 'u' ? 4 : c == 'U' ? 8 : 0; }

char simpleEscape(char c) {
  switch (c) {
  case 'b': return '\b';
  case 'f': return '\f';
  case 'n': return '\n';
  case 'r': return '\r';
  case 't': return '\t';
  default: return c;
  }
}

} // namespace

std::string unquote(std::string_view text, char quote) {
  std::string value;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    value += text[i];
    i += text[i] == quote;
  }
  return value;
}

Literal<std::string> unescapeUnicode(std::string_view text, char escape) {
  constexpr size_t kPrefix = 3; // u&'
  std::string value;
  Utf16Sink sink;
  for (size_t i = kPrefix; i + 1 < text.size(); ++i) {
    char c = text[i];
    bool doubled = text[i + 1] == c && i + 2 < text.size();
    if (c == escape && !doubled) {
      bool wide = text[i + 1] == '+';
      size_t digits = wide ? 6 : 4;
      auto number = hexNumber(text, i + 1 + wide, digits);
      size_t size = 1 + wide + digits;
      if (!number)
        return failed("escape needs " + std::to_string(digits) + " hexadecimal digits", i, 1);
      if (!sink.put(value, *number))
        return failed("escape is no Unicode character", i, size);
      i += size - 1;
      continue;
    }
    if (sink.waiting())
      return failed("escape is half a surrogate pair", i, 1);
    value += c;
    i += (c == '\'' || c == escape) && doubled;
  }
  if (sink.waiting())
    return failed("escape is half a surrogate pair", text.size() - 1, 1);
  return {std::move(value), std::nullopt};
}

Literal<std::string> unescapeC(std::string_view text) {
  constexpr size_t kPrefix = 2; // e'
  std::string value;
  Utf16Sink sink;
  for (size_t i = kPrefix; i + 1 < text.size(); ++i) {
    char c = text[i];
    if (c != '\\') {
      value += c;
      i += c == '\'';
      continue;
    }
    char kind = text[++i];
    if (size_t digits = wideDigits(kind); digits != 0) {
      auto number = hexNumber(text, i + 1, digits);
      if (!number || !sink.put(value, *number))
        return failed("escape needs " + std::to_string(digits) + " hexadecimal digits of a Unicode character", i - 1, 2);
      i += digits;
    } else if (kind == 'x') {
      size_t digits = hexNumber(text, i + 1, 2) ? 2 : 1;
      auto number = hexNumber(text, i + 1, digits);
      if (!number)
        return failed("escape needs one or two hexadecimal digits", i - 1, 2);
      appendUtf8(value, *number);
      i += digits;
    } else if (kind >= '0' && kind <= '7') {
      uint32_t number = 0;
      size_t count = 0;
      for (; count < 3 && text[i + count] >= '0' && text[i + count] <= '7'; ++count)
        number = number * 8 + static_cast<uint32_t>(text[i + count] - '0');
      appendUtf8(value, number & 0xFF);
      i += count - 1;
    } else {
      value += simpleEscape(kind);
    }
  }
  if (sink.waiting())
    return failed("escape is half a surrogate pair", text.size() - 1, 1);
  return {std::move(value), std::nullopt};
}

Literal<std::string> unhex(std::string_view text) {
  constexpr size_t kPrefix = 2; // x'
  std::string bytes;
  std::string_view digits = text.substr(kPrefix, text.size() - kPrefix - 1);
  for (size_t i = 0; i < digits.size(); ++i)
    if (!hexDigit(digits[i]))
      return failed("binary literal holds a character that is no hexadecimal digit", kPrefix + i, 1);
  if (digits.size() % 2 != 0)
    return failed("binary literal has an odd number of digits", kPrefix, digits.size());
  for (size_t i = 0; i < digits.size(); i += 2)
    bytes += static_cast<char>(*hexNumber(digits, i, 2));
  return {std::move(bytes), std::nullopt};
}

std::optional<uint32_t> toCount(std::string_view digits) {
  uint32_t value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

} // namespace millrace::parse
