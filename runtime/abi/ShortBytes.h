/// Copies and compares bytes whose number is only known at run time and mostly small: up to 16 without a call.
///
/// Bounds: touch [0, sizeBytes) of both and nothing else.
#pragma once
#include <cstdint>
#include <cstring>

namespace millrace {

template <typename Word> inline Word loadBytes(const void *from, uint32_t at) {
  Word word;
  std::memcpy(&word, static_cast<const char *>(from) + at, sizeof(word));
  return word;
}

/// Two words that overlap cover what is at least as long as one.
template <typename Word> inline void copyAsWords(void *to, const void *from, uint32_t sizeBytes) {
  uint32_t at = sizeBytes - static_cast<uint32_t>(sizeof(Word));
  Word first = loadBytes<Word>(from, 0), last = loadBytes<Word>(from, at);
  std::memcpy(to, &first, sizeof(first));
  std::memcpy(static_cast<char *>(to) + at, &last, sizeof(last));
}
template <typename Word> inline bool equalAsWords(const void *a, const void *b, uint32_t sizeBytes) {
  uint32_t at = sizeBytes - static_cast<uint32_t>(sizeof(Word));
  return ((loadBytes<Word>(a, 0) ^ loadBytes<Word>(b, 0)) | (loadBytes<Word>(a, at) ^ loadBytes<Word>(b, at))) == 0;
}

inline void copyShort(void *to, const void *from, uint32_t sizeBytes) {
  if (sizeBytes > 16)
    std::memcpy(to, from, sizeBytes);
  else if (sizeBytes >= 8)
    copyAsWords<uint64_t>(to, from, sizeBytes);
  else if (sizeBytes >= 4)
    copyAsWords<uint32_t>(to, from, sizeBytes);
  else if (sizeBytes >= 2)
    copyAsWords<uint16_t>(to, from, sizeBytes);
  else if (sizeBytes == 1)
    *static_cast<char *>(to) = *static_cast<const char *>(from);
}

/// At most 16 bytes: no call at all, so that a loop keeps its values in registers.
inline bool equalUpTo16(const void *a, const void *b, uint32_t sizeBytes) {
  if (sizeBytes >= 8)
    return equalAsWords<uint64_t>(a, b, sizeBytes);
  if (sizeBytes >= 4)
    return equalAsWords<uint32_t>(a, b, sizeBytes);
  if (sizeBytes >= 2)
    return equalAsWords<uint16_t>(a, b, sizeBytes);
  return sizeBytes == 0 || *static_cast<const char *>(a) == *static_cast<const char *>(b);
}
inline bool equalShort(const void *a, const void *b, uint32_t sizeBytes) {
  return sizeBytes > 16 ? std::memcmp(a, b, sizeBytes) == 0 : equalUpTo16(a, b, sizeBytes);
}

} // namespace millrace
