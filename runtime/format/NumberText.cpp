/// Correctly rounded floating-point text in Java's grammar, both ways.
///
/// Source: Double.valueOf(String)'s grammar; Double.toString of JDK 19 and later (shortest decimal, at least two digits; Raffaello
///         Giulietti, "The Schubfach way to render doubles"), 10^-3 <= |x| < 10^7 without exponent.
#include "runtime/kernels/NumberText.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

namespace millrace {

namespace {

bool isHexDigit(char c) { return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

/// `0x1.8p3`: hexadecimal digits, perhaps a point, and a binary exponent, which Java demands.
template <typename T> bool parseHex(const char *begin, const char *end, T &value) {
  bool digits = false;
  const char *position = begin;
  for (bool point = false; position < end && (isHexDigit(*position) || (*position == '.' && !point)); ++position) {
    point |= *position == '.';
    digits |= *position != '.';
  }
  if (!digits || position == end || (*position | 0x20) != 'p')
    return false;
  int64_t exponent;
  if (!parseInteger(position + 1, end, -2147483647, 2147483647, exponent))
    return false;
  // from_chars takes no `+` behind the p; write the text again with a plain exponent.
  std::string text(begin, position);
  text += 'p' + std::to_string(exponent);
  if (text[0] == '.')
    text.insert(0, "0");
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::hex);
  if (error == std::errc::result_out_of_range)
    value = exponent > 0 ? std::numeric_limits<T>::infinity() : T(0);
  return rest == text.data() + text.size();
}

/// Whether a number that does not fit is too big (else too small): the power of ten of its first digit that is not 0.
bool isHuge(const NumberPieces &pieces) {
  int64_t integer = pieces.integerEnd - pieces.integerBegin;
  for (int64_t i = 0; i < integer; ++i)
    if (pieces.integerBegin[i] != '0')
      return integer - i + pieces.exponent > 0;
  for (const char *c = pieces.fractionBegin; c < pieces.fractionEnd; ++c)
    if (*c != '0')
      return pieces.fractionBegin - c + pieces.exponent > 0;
  return false;
}

template <typename T> bool parseFloating(const char *begin, const char *end, T &value) {
  bool negative = false;
  if (begin < end && (*begin == '-' || *begin == '+'))
    negative = *begin++ == '-';
  std::string_view text(begin, static_cast<size_t>(end - begin));
  if (text == "NaN") {
    value = std::numeric_limits<T>::quiet_NaN();
    return true;
  }
  if (text == "Infinity") {
    value = negative ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::infinity();
    return true;
  }
  if (!text.empty() && ((text.back() | 0x20) == 'f' || (text.back() | 0x20) == 'd') &&
      !(text.size() > 1 && (text[1] | 0x20) == 'x' && text.find_first_of("pP") == std::string_view::npos))
    --end; // a type suffix
  if (end - begin > 2 && begin[0] == '0' && (begin[1] | 0x20) == 'x') {
    if (!parseHex(begin + 2, end, value))
      return false;
  } else {
    NumberPieces pieces;
    if (begin == end || *begin == '-' || *begin == '+' || !splitNumber(begin, end, pieces))
      return false;
    std::string copy;
    const char *first = begin, *last = end;
    // from_chars takes no `+` in the exponent's place of a leading point, nor `1.e5`; both are Java's.
    if (pieces.integerBegin == pieces.integerEnd || pieces.fractionBegin == pieces.fractionEnd) {
      copy.assign(pieces.integerBegin, pieces.integerEnd);
      if (copy.empty())
        copy = "0";
      copy += '.';
      copy.append(pieces.fractionBegin, pieces.fractionEnd);
      copy += "0e" + std::to_string(pieces.exponent);
      first = copy.data();
      last = first + copy.size();
    }
    auto [rest, error] = std::from_chars(first, last, value, std::chars_format::general);
    if (error == std::errc::result_out_of_range)
      value = isHuge(pieces) ? std::numeric_limits<T>::infinity() : T(0);
    else if (error != std::errc() || rest != last)
      return false;
  }
  if (negative)
    value = -value;
  return true;
}

/// Digits d1 d2 … dn and the exponent of d1: value = d1.d2…dn * 10^exponent.
struct Shortest {
  char digits[24];
  int32_t count;
  int32_t exponent;
};

template <typename T> Shortest shortest(T magnitude, T subnormalBelow) {
  char text[48];
  char *end = std::to_chars(text, text + sizeof(text), magnitude, std::chars_format::scientific).ptr;
  // Among the denormals one digit may not be the closest of the two-digit decimals that Java looks at.
  if (magnitude < subnormalBelow && text[1] != '.')
    end = std::to_chars(text, text + sizeof(text), magnitude, std::chars_format::scientific, 1).ptr;
  Shortest result{};
  const char *position = text;
  for (; position < end && *position != 'e'; ++position)
    if (*position != '.')
      result.digits[result.count++] = *position;
  int64_t exponent = 0;
  parseInteger(position + 1, end, -100000, 100000, exponent);
  result.exponent = static_cast<int32_t>(exponent);
  while (result.count > 1 && result.digits[result.count - 1] == '0')
    --result.count;
  return result;
}

template <typename T> uint32_t putFloating(char *out, T value, T subnormalBelow) {
  char *position = out;
  if (value != value) {
    std::memcpy(out, "NaN", 3);
    return 3;
  }
  if (std::signbit(value)) {
    *position++ = '-';
    value = -value;
  }
  if (std::isinf(value)) {
    std::memcpy(position, "Infinity", 8);
    return static_cast<uint32_t>(position - out) + 8;
  }
  if (value == 0) {
    std::memcpy(position, "0.0", 3);
    return static_cast<uint32_t>(position - out) + 3;
  }
  Shortest text = shortest(value, subnormalBelow);
  if (text.exponent >= -3 && text.exponent < 7) {
    if (text.exponent < 0) {
      *position++ = '0';
      *position++ = '.';
      for (int32_t i = -1; i > text.exponent; --i)
        *position++ = '0';
      std::memcpy(position, text.digits, static_cast<size_t>(text.count));
      return static_cast<uint32_t>(position - out) + static_cast<uint32_t>(text.count);
    }
    for (int32_t i = 0; i <= text.exponent; ++i)
      *position++ = i < text.count ? text.digits[i] : '0';
    *position++ = '.';
    if (text.count <= text.exponent + 1)
      *position++ = '0';
    for (int32_t i = text.exponent + 1; i < text.count; ++i)
      *position++ = text.digits[i];
    return static_cast<uint32_t>(position - out);
  }
  *position++ = text.digits[0];
  *position++ = '.';
  if (text.count == 1)
    *position++ = '0';
  for (int32_t i = 1; i < text.count; ++i)
    *position++ = text.digits[i];
  *position++ = 'E';
  position = putInteger(position, text.exponent);
  return static_cast<uint32_t>(position - out);
}

} // namespace

extern "C" {

int32_t mr_text_double_slow(const char *begin, const char *end, double *value) {
  double parsed = 0;
  if (!parseFloating(begin, end, parsed))
    return 0;
  *value = parsed;
  return 1;
}
int32_t mr_text_float_slow(const char *begin, const char *end, float *value) {
  float parsed = 0;
  if (!parseFloating(begin, end, parsed))
    return 0;
  *value = parsed;
  return 1;
}
uint32_t mr_text_put_double(char *out, double value) {
  return putFloating(out, value, std::numeric_limits<double>::min());
}
uint32_t mr_text_put_float(char *out, float value) { return putFloating(out, value, std::numeric_limits<float>::min()); }

} // extern "C"

} // namespace millrace
