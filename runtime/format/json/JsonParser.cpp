#include "runtime/format/json/JsonParser.h"

#include "runtime/kernels/NumberText.h"
#include "runtime/kernels/Utf8.h"

namespace millrace {

namespace {

char *putUtf8(char *out, uint32_t codePoint) {
  if (codePoint < 0x80) {
    *out++ = static_cast<char>(codePoint);
  } else if (codePoint < 0x800) {
    *out++ = static_cast<char>(0xC0 | codePoint >> 6);
    *out++ = static_cast<char>(0x80 | (codePoint & 63));
  } else if (codePoint < 0x10000) {
    *out++ = static_cast<char>(0xE0 | codePoint >> 12);
    *out++ = static_cast<char>(0x80 | (codePoint >> 6 & 63));
    *out++ = static_cast<char>(0x80 | (codePoint & 63));
  } else {
    *out++ = static_cast<char>(0xF0 | codePoint >> 18);
    *out++ = static_cast<char>(0x80 | (codePoint >> 12 & 63));
    *out++ = static_cast<char>(0x80 | (codePoint >> 6 & 63));
    *out++ = static_cast<char>(0x80 | (codePoint & 63));
  }
  return out;
}

} // namespace

bool JsonParser::fourHex(uint32_t &unit) {
  unit = 0;
  for (uint32_t i = 0; i < 4; ++i, ++position_) {
    if (position_ == end_)
      return fail("expected four hexadecimal digits after `\\u`");
    char c = *position_, lower = static_cast<char>(c | 0x20);
    if (isDigit(c))
      unit = unit * 16 + static_cast<uint32_t>(c - '0');
    else if (lower >= 'a' && lower <= 'f')
      unit = unit * 16 + static_cast<uint32_t>(lower - 'a') + 10;
    else
      return fail("expected four hexadecimal digits after `\\u`");
  }
  return true;
}

bool JsonParser::escape(char *&out, bool wanted) {
  if (position_ == end_)
    return fail("the string is not closed");
  char c = *position_++;
  char plain = 0;
  switch (c) {
  case '"':
  case '\\':
  case '/':
    plain = c;
    break;
  case 'b':
    plain = '\b';
    break;
  case 'f':
    plain = '\f';
    break;
  case 'n':
    plain = '\n';
    break;
  case 'r':
    plain = '\r';
    break;
  case 't':
    plain = '\t';
    break;
  case 'u': {
    uint32_t unit;
    if (!fourHex(unit))
      return false;
    if (!wanted)
      return true;
    if (unit >= 0xD800 && unit < 0xDC00 && end_ - position_ >= 2 && position_[0] == '\\' && position_[1] == 'u') {
      const char *second = position_;
      position_ += 2;
      uint32_t low;
      if (!fourHex(low))
        return false;
      if (low >= 0xDC00 && low < 0xE000) {
        out = putUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        return true;
      }
      position_ = second; // the high one stands alone
    }
    out = unit >= 0xD800 && unit < 0xE000 ? putUtf8(out, '?') : putUtf8(out, unit);
    return true;
  }
  default:
    --position_;
    return fail("unknown escape in a string");
  }
  if (wanted)
    *out++ = plain;
  return true;
}

bool JsonParser::string(JsonToken &token, bool wanted) {
  const char *open = position_++;
  const char *begin = position_;
  while (position_ < end_ && *position_ != '"' && *position_ != '\\')
    ++position_;
  if (position_ == end_)
    return failAt(open, "the string is not closed");
  token.kind = JsonKind::String;
  if (*position_ == '"') {
    token.text = {begin, static_cast<size_t>(position_ - begin)};
    ++position_;
    token.raw = {open, static_cast<size_t>(position_ - open)};
    return !wanted || isUtf8(begin, position_ - 1) || failAt(open, "the string is not UTF-8");
  }
  // An escape never makes text longer: the closing quote's place bounds it.
  const char *close = position_;
  while (close < end_ && *close != '"')
    close += *close == '\\' ? 2 : 1;
  if (close >= end_)
    return failAt(open, "the string is not closed");
  char *text = wanted ? scratch_.allocate(static_cast<size_t>(close - begin)) : nullptr;
  char *out = text;
  for (position_ = begin; position_ < close;) {
    if (*position_ == '\\') {
      ++position_;
      if (!escape(out, wanted))
        return false;
    } else if (wanted) {
      *out++ = *position_++;
    } else {
      ++position_;
    }
  }
  position_ = close + 1;
  token.raw = {open, static_cast<size_t>(position_ - open)};
  token.text = {text, static_cast<size_t>(out - text)};
  return !wanted || isUtf8(text, out) || failAt(open, "the string is not UTF-8");
}

bool JsonParser::number(JsonToken &token) {
  const char *begin = position_;
  auto digits = [&] {
    const char *start = position_;
    while (position_ < end_ && isDigit(*position_))
      ++position_;
    return position_ > start;
  };
  token.kind = JsonKind::Integer;
  position_ += *position_ == '-';
  const char *first = position_;
  if (!digits())
    return failAt(begin, "expected a digit after `-`");
  if (*first == '0' && position_ - first > 1)
    return failAt(begin, "a number may not begin with 0");
  if (position_ < end_ && *position_ == '.') {
    ++position_;
    token.kind = JsonKind::Float;
    if (!digits())
      return fail("expected a digit after the decimal point");
  }
  if (position_ < end_ && (*position_ == 'e' || *position_ == 'E')) {
    ++position_;
    token.kind = JsonKind::Float;
    if (position_ < end_ && (*position_ == '+' || *position_ == '-'))
      ++position_;
    if (!digits())
      return fail("expected a digit in the exponent");
  }
  token.raw = token.text = {begin, static_cast<size_t>(position_ - begin)};
  return true;
}

bool JsonParser::literal(JsonToken &token) {
  std::string_view rest(position_, static_cast<size_t>(end_ - position_));
  struct {
    std::string_view text;
    JsonKind kind;
  } const literals[] = {{"true", JsonKind::True}, {"false", JsonKind::False}, {"null", JsonKind::Null}};
  for (const auto &literal : literals)
    if (rest.starts_with(literal.text)) {
      token.kind = literal.kind;
      token.raw = token.text = rest.substr(0, literal.text.size());
      position_ += literal.text.size();
      return true;
    }
  return fail("expected a JSON value");
}

bool JsonParser::token(JsonToken &token, bool wanted) {
  char c = peek();
  if (c == '"')
    return string(token, wanted);
  if (c == '-' || isDigit(c))
    return number(token);
  if (c == '{' || c == '[') {
    token.kind = c == '{' ? JsonKind::Object : JsonKind::Array;
    token.raw = token.text = {position_, 1};
    ++position_;
    return enter();
  }
  if (position_ == end_)
    return fail("the record ends inside a value");
  return literal(token);
}

bool JsonParser::enter() {
  if (++depth_ > kMaxJsonDepth)
    return fail("objects and arrays are nested deeper than 64 levels");
  return true;
}

bool JsonParser::nextKey(bool first, std::string_view &key, bool &done) {
  done = false;
  char c = peek();
  if (c == '}') {
    ++position_;
    leave();
    done = true;
    return false;
  }
  if (!first) {
    if (c != ',')
      return fail(position_ == end_ ? "the record ends inside an object" : "expected `,` or `}`");
    ++position_;
    c = peek();
  }
  if (c != '"')
    return fail(position_ == end_ ? "the record ends inside an object" : "expected a key in double quotes");
  JsonToken token;
  if (!string(token, true))
    return false;
  key = token.text;
  if (peek() != ':')
    return fail("expected `:` after the key");
  ++position_;
  skipSpace();
  return true;
}

bool JsonParser::nextElement(bool first, bool &done) {
  done = false;
  char c = peek();
  if (c == ']') {
    // `[1,]` is refused below: a value must follow a comma.
    ++position_;
    leave();
    done = true;
    return false;
  }
  if (!first) {
    if (c != ',')
      return fail(position_ == end_ ? "the record ends inside an array" : "expected `,` or `]`");
    ++position_;
    if (peek() == ']')
      return fail("expected a JSON value");
  }
  return true;
}

bool JsonParser::skipValue() {
  // A bit per open container: 1 for an object.
  uint64_t objects = 0;
  uint32_t open = 0;
  bool first = false;
  for (;;) {
    JsonToken value;
    if (!token(value, false))
      return false;
    first = value.kind == JsonKind::Object || value.kind == JsonKind::Array;
    if (first) {
      objects = objects << 1 | (value.kind == JsonKind::Object);
      ++open;
    }
    for (;;) {
      if (open == 0)
        return true;
      bool done;
      std::string_view key;
      if (objects & 1 ? nextKey(first, key, done) : nextElement(first, done))
        break;
      if (!done)
        return false;
      objects >>= 1;
      --open;
      first = false;
    }
  }
}

} // namespace millrace
