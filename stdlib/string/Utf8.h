/// Characters of UTF-8 text, counted as Flink's BinaryStringData counts them: by first bytes; a stray byte is one character.
#pragma once
#include "runtime/abi/FunctionContext.h"

namespace millrace::text {

/// Bytes of the character that starts with `first`.
inline uint32_t characterSize(char first) {
  auto byte = static_cast<uint8_t>(first);
  if (byte < 0x80)
    return 1;
  if ((byte >> 5) == 0x6 && (byte & 0x1E) != 0)
    return 2;
  if ((byte >> 4) == 0xE)
    return 3;
  if ((byte >> 3) == 0x1E)
    return 4;
  return 1;
}

/// As `characterSize`, but never past the end of the text.
inline uint32_t characterSizeAt(StringView text, uint32_t offset) {
  uint32_t size = characterSize(text.bytes[offset]);
  return size <= text.sizeBytes - offset ? size : text.sizeBytes - offset;
}

inline int32_t characterCount(StringView text) {
  int32_t count = 0;
  for (uint32_t i = 0; i < text.sizeBytes; i += characterSize(text.bytes[i]))
    ++count;
  return count;
}

/// Offset of character `index` (>= 0), or the size when there are fewer.
inline uint32_t offsetOf(StringView text, int64_t index, uint32_t from = 0) {
  uint32_t offset = from;
  for (; index > 0 && offset < text.sizeBytes; --index)
    offset += characterSizeAt(text, offset);
  return offset;
}

inline StringView part(StringView text, uint32_t begin, uint32_t end) { return {text.bytes + begin, end - begin}; }

/// Decodes the character at `offset` and moves behind it. Malformed bytes give U+FFFD.
inline uint32_t decodeCharacter(StringView text, uint32_t &offset) {
  auto at = [&](uint32_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(text.bytes[i])); };
  uint32_t size = characterSizeAt(text, offset);
  uint32_t begin = offset;
  uint32_t code = at(begin);
  offset += size;
  if (size == 1)
    return code < 0x80 ? code : 0xFFFD;
  code &= 0x7F >> size;
  for (uint32_t i = 1; i < size; ++i) {
    if ((at(begin + i) & 0xC0) != 0x80)
      return 0xFFFD;
    code = (code << 6) | (at(begin + i) & 0x3F);
  }
  return code;
}

/// Up to 4 bytes.
inline char *encodeCharacter(char *out, uint32_t code) {
  if (code < 0x80) {
    *out++ = static_cast<char>(code);
  } else if (code < 0x800) {
    *out++ = static_cast<char>(0xC0 | (code >> 6));
    *out++ = static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    *out++ = static_cast<char>(0xE0 | (code >> 12));
    *out++ = static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (code & 0x3F));
  } else {
    *out++ = static_cast<char>(0xF0 | (code >> 18));
    *out++ = static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    *out++ = static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    *out++ = static_cast<char>(0x80 | (code & 0x3F));
  }
  return out;
}

/// The first offset at or after `from` where `needle` occurs, or the text's size + 1.
inline uint32_t findBytes(StringView text, StringView needle, uint32_t from) {
  uint32_t none = text.sizeBytes + 1;
  if (from > text.sizeBytes || needle.sizeBytes > text.sizeBytes - from)
    return none;
  size_t found = text.view().find(needle.view(), from);
  return found == std::string_view::npos ? none : static_cast<uint32_t>(found);
}

/// Room in the arena for a string that is written from the front and cut to its size at the end.
struct Writer {
  char *begin;
  char *position;
  Writer(FunctionContext &context, uint64_t sizeBytes) : begin(context.arena.allocate(sizeBytes)), position(begin) {}
  void put(char c) { *position++ = c; }
  void put(StringView text) {
    if (text.sizeBytes != 0)
      std::memcpy(position, text.bytes, text.sizeBytes);
    position += text.sizeBytes;
  }
  StringView finish() const { return {begin, static_cast<uint32_t>(position - begin)}; }
};

/// Strings end at 2^31 - 1 bytes, as Java's arrays do. Fails and answers false past that.
inline bool checkSize(FunctionContext &context, uint64_t sizeBytes) {
  if (sizeBytes <= static_cast<uint64_t>(kMaxLength))
    return true;
  constexpr std::string_view kMessage = "the string would be larger than 2147483647 bytes";
  context.fail(FunctionError::InvalidArgument, StringView(kMessage));
  return false;
}

/// The three parts in one string in the arena: for error messages.
StringView message(FunctionContext &context, std::string_view before, std::string_view middle, std::string_view after);

} // namespace millrace::text
