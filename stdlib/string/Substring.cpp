#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::text {
namespace {

/// Positions count from 1; a negative one counts from the end; 0 is 1. A position before the start gives ''.
Nullable<StringView> cut(StringView text, int32_t position, int64_t length) {
  if (length < 0)
    return {};
  uint32_t begin;
  if (position < 0) {
    int64_t start = int64_t{characterCount(text)} + position;
    if (start < 0)
      return StringView();
    begin = offsetOf(text, start);
  } else {
    begin = offsetOf(text, position > 0 ? position - 1 : 0);
  }
  uint32_t end = length >= text.sizeBytes - begin ? text.sizeBytes : offsetOf(text, length, begin);
  return part(text, begin, end);
}

Nullable<StringView> substring(FunctionContext &, StringView text, int32_t position, int32_t length) {
  return cut(text, position, length);
}

StringView substringFrom(FunctionContext &, StringView text, int32_t position) {
  return cut(text, position, kMaxLength).value;
}

StringView left(FunctionContext &, StringView text, int32_t length) {
  return length <= 0 ? StringView() : cut(text, 1, length).value;
}

StringView right(FunctionContext &, StringView text, int32_t length) {
  if (length <= 0)
    return {};
  return length >= characterCount(text) ? text : cut(text, -length, kMaxLength).value;
}

StringView replaceAt(FunctionContext &context, StringView text, StringView replacement, int32_t start, int64_t length) {
  int64_t count = characterCount(text);
  if (start <= 0 || start > count || !checkSize(context, uint64_t{text.sizeBytes} + replacement.sizeBytes))
    return text;
  uint32_t begin = offsetOf(text, start - 1);
  Writer writer(context, uint64_t{text.sizeBytes} + replacement.sizeBytes);
  writer.put(part(text, 0, begin));
  writer.put(replacement);
  // Flink drops the rest of the text when the length is not positive.
  if (length > 0 && start + length <= count)
    writer.put(part(text, offsetOf(text, length, begin), text.sizeBytes));
  return writer.finish();
}

StringView overlay(FunctionContext &context, StringView text, StringView replacement, int32_t start, int32_t length) {
  return replaceAt(context, text, replacement, start, length);
}

StringView overlayFrom(FunctionContext &context, StringView text, StringView replacement, int32_t start) {
  return replaceAt(context, text, replacement, start, characterCount(replacement));
}

// LPAD and RPAD count UTF-16 units, as Java's strings do: characters of four bytes count twice.
int32_t unitsOf(uint32_t characterSizeBytes) { return characterSizeBytes == 4 ? 2 : 1; }

int32_t unitCount(StringView text) {
  int32_t units = 0;
  for (uint32_t offset = 0; offset < text.sizeBytes; offset += characterSizeAt(text, offset))
    units += unitsOf(characterSizeAt(text, offset));
  return units;
}

/// The most whole characters that have at most so many units.
StringView cutToUnits(StringView text, int32_t units) {
  uint32_t offset = 0;
  while (offset < text.sizeBytes && unitsOf(characterSizeAt(text, offset)) <= units) {
    units -= unitsOf(characterSizeAt(text, offset));
    offset += characterSizeAt(text, offset);
  }
  return part(text, 0, offset);
}

void putPadding(Writer &writer, StringView pad, int32_t units) {
  uint32_t offset = 0;
  while (units >= unitsOf(characterSizeAt(pad, offset))) {
    uint32_t size = characterSizeAt(pad, offset);
    units -= unitsOf(size);
    writer.put(part(pad, offset, offset + size));
    offset = offset + size == pad.sizeBytes ? 0 : offset + size;
  }
}

Nullable<StringView> padded(FunctionContext &context, StringView text, int32_t length, StringView pad, bool before) {
  if (length < 0 || pad.sizeBytes == 0)
    return {};
  int32_t count = unitCount(text);
  if (count >= length)
    return cutToUnits(text, length);
  uint64_t sizeBytes = uint64_t{text.sizeBytes} + (uint64_t(length - count) / unitCount(pad) + 1) * pad.sizeBytes;
  if (!checkSize(context, sizeBytes))
    return {};
  Writer writer(context, sizeBytes);
  if (!before)
    writer.put(text);
  putPadding(writer, pad, length - count);
  if (before)
    writer.put(text);
  return writer.finish();
}

Nullable<StringView> padLeft(FunctionContext &context, StringView text, int32_t length, StringView pad) {
  return padded(context, text, length, pad, true);
}
Nullable<StringView> padRight(FunctionContext &context, StringView text, int32_t length, StringView pad) {
  return padded(context, text, length, pad, false);
}

StringView repeat(FunctionContext &context, StringView text, int32_t times) {
  if (times <= 0 || !checkSize(context, uint64_t{text.sizeBytes} * static_cast<uint32_t>(times)))
    return {};
  Writer writer(context, uint64_t{text.sizeBytes} * static_cast<uint32_t>(times));
  for (int32_t i = 0; i < times; ++i)
    writer.put(text);
  return writer.finish();
}

StringView reverse(FunctionContext &context, StringView text) {
  char *bytes = context.arena.allocate(text.sizeBytes);
  for (uint32_t i = 0; i < text.sizeBytes;) {
    uint32_t size = characterSizeAt(text, i);
    std::memcpy(bytes + text.sizeBytes - i - size, text.bytes + i, size);
    i += size;
  }
  return {bytes, text.sizeBytes};
}

} // namespace
} // namespace millrace::text

using namespace millrace::text;
MR_FUNCTION(mr_fn_substring, substring)
MR_FUNCTION(mr_fn_substring_from, substringFrom)
MR_FUNCTION(mr_fn_left, left)
MR_FUNCTION(mr_fn_right, right)
MR_FUNCTION(mr_fn_overlay, overlay)
MR_FUNCTION(mr_fn_overlay_from, overlayFrom)
MR_FUNCTION(mr_fn_lpad, padLeft)
MR_FUNCTION(mr_fn_rpad, padRight)
MR_FUNCTION(mr_fn_repeat, repeat)
MR_FUNCTION(mr_fn_reverse, reverse)
