#include "stdlib/string/LetterTables.h"
#include "runtime/kernels/NumberText.h"
#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

int32_t charLength(FunctionContext &, StringView text) { return characterCount(text); }

/// The first byte as Java's signed byte.
int32_t ascii(FunctionContext &, StringView text) {
  return text.sizeBytes == 0 ? 0 : static_cast<signed char>(text.bytes[0]);
}

StringView character(FunctionContext &context, int64_t code) {
  if (code < 0)
    return {};
  char *bytes = context.arena.allocate(4);
  char *end = encodeCharacter(bytes, static_cast<uint32_t>(code & 0xFF));
  return {bytes, static_cast<uint32_t>(end - bytes)};
}

template <size_t count> bool inRanges(const CodeRange (&ranges)[count], uint32_t code) {
  for (const CodeRange &range : ranges)
    if (code <= range.last)
      return code >= range.first;
  return false;
}

template <typename Test> Nullable<bool> all(const Nullable<StringView> &text, Test test) {
  if (text.isNull || text.value.sizeBytes == 0)
    return false;
  for (uint32_t i = 0; i < text.value.sizeBytes;)
    if (!test(decodeCharacter(text.value, i)))
      return false;
  return true;
}

Nullable<bool> isAlpha(FunctionContext &, Nullable<StringView> text) {
  return all(text, [](uint32_t code) {
    return code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z' : inRanges(kLetters, code);
  });
}

Nullable<bool> isDigits(FunctionContext &, Nullable<StringView> text) {
  return all(text, [](uint32_t code) { return code < 0x80 ? code >= '0' && code <= '9' : inRanges(kDigits, code); });
}

/// Whatever Java's Double.parseDouble takes: it covers what Integer and Long take.
Nullable<bool> isDecimal(FunctionContext &, Nullable<StringView> text) {
  double ignored;
  return !text.isNull && parseDouble(text.value.bytes, text.value.bytes + text.value.sizeBytes, ignored);
}

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_char_length, charLength)
MR_FUNCTION(mr_fn_ascii, ascii)
MR_FUNCTION(mr_fn_chr, character)
MR_FUNCTION(mr_fn_is_alpha, isAlpha)
MR_FUNCTION(mr_fn_is_digit, isDigits)
MR_FUNCTION(mr_fn_is_decimal, isDecimal)
