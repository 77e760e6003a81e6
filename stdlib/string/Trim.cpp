#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

bool contains(StringView characters, StringView character) {
  return findBytes(characters, character, 0) <= characters.sizeBytes;
}

StringView trimLeft(StringView text, StringView characters) {
  uint32_t begin = 0;
  while (begin < text.sizeBytes) {
    uint32_t size = characterSizeAt(text, begin);
    if (!contains(characters, part(text, begin, begin + size)))
      break;
    begin += size;
  }
  return part(text, begin, text.sizeBytes);
}

StringView trimRight(StringView text, StringView characters) {
  // Character starts are only known from the front: remember the end of the last character that stays.
  uint32_t end = 0;
  for (uint32_t i = 0; i < text.sizeBytes;) {
    uint32_t size = characterSizeAt(text, i);
    if (!contains(characters, part(text, i, i + size)))
      end = i + size;
    i += size;
  }
  return part(text, 0, end);
}

StringView trimSpacesLeft(StringView text) {
  uint32_t begin = 0;
  while (begin < text.sizeBytes && text.bytes[begin] == ' ')
    ++begin;
  return part(text, begin, text.sizeBytes);
}

StringView trimSpacesRight(StringView text) {
  uint32_t end = text.sizeBytes;
  while (end > 0 && text.bytes[end - 1] == ' ')
    --end;
  return part(text, 0, end);
}

bool isSpace(StringView characters) { return characters.sizeBytes == 1 && characters.bytes[0] == ' '; }

StringView ltrim(FunctionContext &, StringView text, StringView characters) {
  return isSpace(characters) ? trimSpacesLeft(text) : trimLeft(text, characters);
}
StringView rtrim(FunctionContext &, StringView text, StringView characters) {
  return isSpace(characters) ? trimSpacesRight(text) : trimRight(text, characters);
}
StringView btrim(FunctionContext &context, StringView text, StringView characters) {
  return rtrim(context, ltrim(context, text, characters), characters);
}
StringView ltrimSpaces(FunctionContext &, StringView text) { return trimSpacesLeft(text); }
StringView rtrimSpaces(FunctionContext &, StringView text) { return trimSpacesRight(text); }
StringView btrimSpaces(FunctionContext &, StringView text) { return trimSpacesRight(trimSpacesLeft(text)); }

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_ltrim, ltrim)
MR_FUNCTION(mr_fn_rtrim, rtrim)
MR_FUNCTION(mr_fn_btrim, btrim)
MR_FUNCTION(mr_fn_ltrim_spaces, ltrimSpaces)
MR_FUNCTION(mr_fn_rtrim_spaces, rtrimSpaces)
MR_FUNCTION(mr_fn_btrim_spaces, btrimSpaces)
