/// Reads the text of literals: quotes, escapes, hexadecimal digits. Private to this folder.
#ifndef MILLRACE_COMPILER_PARSE_LITERALS_H
#define MILLRACE_COMPILER_PARSE_LITERALS_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace millrace::parse {

/// What is wrong with a literal, and where in its text (byte offset, size).
struct LiteralError {
  std::string message;
  uint32_t offset;
  uint32_t size;
};

template <class T> struct Literal {
  T value;
  std::optional<LiteralError> error;
};

/// Removes the quotes around `text` and undoes doubled ones. `text` begins and ends with `quote`.
[[nodiscard]] std::string unquote(std::string_view text, char quote);
/// `u&'\263A'` with `escape` before four hex digits, or `\+` and six.
[[nodiscard]] Literal<std::string> unescapeUnicode(std::string_view text, char escape);
/// `e'\n'`: \b \f \n \r \t, \ooo, \xhh, \uhhhh, \Uhhhhhhhh; any other character stands for itself.
[[nodiscard]] Literal<std::string> unescapeC(std::string_view text);
/// `x'0c'`: one char per two digits.
[[nodiscard]] Literal<std::string> unhex(std::string_view text);
/// Decimal digits; unset if they do not fit.
[[nodiscard]] std::optional<uint32_t> toCount(std::string_view digits);

} // namespace millrace::parse

#endif
