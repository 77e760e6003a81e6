/// A set of constants that is asked for one value: `x IN (…)` of many values, made by the compiler and carried by generated code.
///
/// Layout:  u32 mask; u32 slots[mask + 1], each where an entry begins from the front of the set, or 0; then the entries: of texts u32 size and
///          the bytes, of numbers their 16 bytes. A value's entry is in the first slots from `hash & mask` on, before an empty one. At least
///          half of the slots are empty. No alignment.
/// Numbers: whole numbers, dates, times and intervals as an int64 and 0; DECIMAL of more than 18 digits as the two halves of its unscaled
///          value; FLOAT and DOUBLE as bits, without negative zero, and 0; timestamps as ms and nano of ms.
/// Threads: immutable.
#pragma once
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace millrace {

using NumberWords = std::pair<uint64_t, uint64_t>;

inline uint64_t constantSetHash(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }
/// Both factors are odd, so no bit of a word is lost; the upper half is the better mixed one.
inline uint64_t constantSetHash(NumberWords words) {
  uint64_t mixed = words.first * 0x9E3779B97F4A7C15 ^ words.second * 0xC2B2AE3D27D4EB4F;
  return mixed >> 32 ^ mixed;
}

/// The bytes of a set. Equal values may stand in it twice. Bound: 4 GiB.
[[nodiscard]] std::string makeConstantSet(std::span<const std::string_view> texts);
[[nodiscard]] std::string makeConstantSet(std::span<const NumberWords> numbers);

} // namespace millrace
