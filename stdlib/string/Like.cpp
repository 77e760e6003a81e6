#include "stdlib/string/Like.h"
#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

/// What one step of a pattern stands for.
enum class Step : uint8_t { Literal, AnyCharacter, AnyText, Invalid };

struct PatternReader {
  StringView pattern;
  StringView escape;

  /// Reads the step at `offset`; `literal` is its text.
  Step read(uint32_t &offset, StringView &literal) const {
    uint32_t size = characterSizeAt(pattern, offset);
    if (escape.sizeBytes != 0 && startsAt(offset, escape)) {
      uint32_t next = offset + escape.sizeBytes;
      if (next == pattern.sizeBytes)
        return Step::Invalid;
      bool wildcard = pattern.bytes[next] == '_' || pattern.bytes[next] == '%';
      if (!wildcard && !startsAt(next, escape))
        return Step::Invalid;
      uint32_t nextSize = wildcard ? 1 : escape.sizeBytes;
      literal = part(pattern, next, next + nextSize);
      offset = next + nextSize;
      return Step::Literal;
    }
    literal = part(pattern, offset, offset + size);
    char c = pattern.bytes[offset];
    offset += size;
    return c == '_' ? Step::AnyCharacter : c == '%' ? Step::AnyText : Step::Literal;
  }

  bool startsAt(uint32_t offset, StringView text) const {
    return text.sizeBytes <= pattern.sizeBytes - offset &&
           std::memcmp(pattern.bytes + offset, text.bytes, text.sizeBytes) == 0;
  }
};

/// Java's `.` leaves out line ends.
bool isLineEnd(StringView text, uint32_t offset) {
  uint32_t code = decodeCharacter(text, offset);
  return code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029;
}

/// Tries one step at `at`; moves `at` on success.
bool take(StringView text, uint32_t &at, Step step, StringView literal) {
  if (step == Step::Literal) {
    if (literal.sizeBytes > text.sizeBytes - at || std::memcmp(text.bytes + at, literal.bytes, literal.sizeBytes) != 0)
      return false;
    at += literal.sizeBytes;
    return true;
  }
  if (at == text.sizeBytes || isLineEnd(text, at))
    return false;
  at += characterSizeAt(text, at);
  return true;
}

/// Greedy with one retry point: the last `%` may always take one more character.
bool matches(StringView text, const PatternReader &reader) {
  uint32_t at = 0, offset = 0, retryOffset = 0, retryAt = 0;
  bool canRetry = false;
  for (;;) {
    if (offset == reader.pattern.sizeBytes && at == text.sizeBytes)
      return true;
    if (offset < reader.pattern.sizeBytes) {
      StringView literal;
      uint32_t next = offset;
      Step step = reader.read(next, literal);
      if (step == Step::AnyText) {
        canRetry = true;
        retryOffset = offset = next;
        retryAt = at;
        continue;
      }
      if (take(text, at, step, literal)) {
        offset = next;
        continue;
      }
    }
    if (!canRetry || retryAt == text.sizeBytes)
      return false;
    retryAt += characterSizeAt(text, retryAt);
    at = retryAt;
    offset = retryOffset;
  }
}

bool like(FunctionContext &, StringView text, StringView pattern) { return matches(text, {pattern, StringView()}); }

bool likeEscape(FunctionContext &context, StringView text, StringView pattern, StringView escape) {
  if (escape.sizeBytes == 0 || characterSizeAt(escape, 0) != escape.sizeBytes || escape.bytes[0] == 0) {
    context.fail(FunctionError::InvalidArgument, message(context, "Invalid escape character '", escape.view(), "'"));
    return false;
  }
  PatternReader reader{pattern, escape};
  for (uint32_t offset = 0; offset < pattern.sizeBytes;) {
    StringView literal;
    if (reader.read(offset, literal) == Step::Invalid) {
      context.fail(FunctionError::InvalidArgument, message(context, "Invalid escape sequence '", pattern.view(), "'"));
      return false;
    }
  }
  return matches(text, reader);
}

bool containsText(FunctionContext &, StringView text, StringView needle) {
  return findBytes(text, needle, 0) <= text.sizeBytes;
}

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_like, like)
MR_FUNCTION(mr_fn_like_escape, likeEscape)
MR_FUNCTION(mr_fn_contains, containsText)
