/// Cuts and pads texts and bytes to the length of a CHAR, VARCHAR, BINARY or VARBINARY.
#pragma once
#include "stdlib/Function.h"
#include "stdlib/string/Utf8.h"

namespace millrace::cast {

/// CHAR(n) is padded with blanks; both are cut after n characters.
inline StringView fitText(FunctionContext &context, StringView value, int32_t kind, int32_t length) {
  if (length == kMaxLength)
    return value;
  uint32_t end = text::offsetOf(value, length);
  if (end < value.sizeBytes)
    return text::part(value, 0, end);
  if (kind != static_cast<int32_t>(TypeKind::Char))
    return value;
  int32_t missing = length - text::characterCount(value);
  if (missing <= 0 || !text::checkSize(context, uint64_t{value.sizeBytes} + static_cast<uint32_t>(missing)))
    return value;
  text::Writer writer(context, uint64_t{value.sizeBytes} + static_cast<uint32_t>(missing));
  writer.put(value);
  std::memset(writer.position, ' ', static_cast<size_t>(missing));
  writer.position += missing;
  return writer.finish();
}

/// BINARY(n) is padded with zeros; both are cut after n bytes.
inline StringView fitBytes(FunctionContext &context, StringView value, int32_t kind, int32_t length) {
  auto size = static_cast<uint32_t>(length);
  if (value.sizeBytes > size)
    return text::part(value, 0, size);
  if (kind != static_cast<int32_t>(TypeKind::Binary) || length == kMaxLength || value.sizeBytes == size)
    return value;
  text::Writer writer(context, size);
  writer.put(value);
  std::memset(writer.position, 0, size - value.sizeBytes);
  writer.position = writer.begin + size;
  return writer.finish();
}

} // namespace millrace::cast
