#include "stdlib/string/Like.h"

namespace millrace {
namespace {

std::string invalidSequence(std::string_view pattern, size_t index) {
  return "Invalid escape sequence '" + std::string(pattern) + "', " + std::to_string(index);
}

LikePattern failed(std::string error) { return {LikeShape::Invalid, {}, std::move(error)}; }

} // namespace

LikePattern analyzeLike(std::string_view pattern, std::string_view escape) {
  LikePattern result;
  bool single = escape.size() == 1 || (escape.size() > 1 && (escape[1] & 0xC0) == 0x80);
  if (!escape.empty() && (!single || escape == std::string_view("\0", 1)))
    return failed("Invalid escape character '" + std::string(escape) + "'");

  bool leading = false, trailing = false, general = false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (!escape.empty() && pattern.substr(i).starts_with(escape)) {
      std::string_view next = pattern.substr(i + escape.size());
      bool wildcard = next.starts_with('_') || next.starts_with('%');
      if (!wildcard && !next.starts_with(escape))
        return failed(invalidSequence(pattern, i));
      if (trailing)
        general = true;
      std::string_view meant = wildcard ? next.substr(0, 1) : escape;
      result.literal += meant;
      i += escape.size() + meant.size() - 1;
    } else if (pattern[i] == '%') {
      if (i == 0)
        leading = true;
      else
        trailing = true;
    } else {
      general |= pattern[i] == '_' || trailing;
      result.literal += pattern[i];
    }
  }
  if (general)
    result.shape = LikeShape::General;
  else if (leading && (trailing || result.literal.empty()))
    result.shape = LikeShape::Contains;
  else
    result.shape = leading ? LikeShape::EndsWith : trailing ? LikeShape::StartsWith : LikeShape::Equals;
  return result;
}

} // namespace millrace
