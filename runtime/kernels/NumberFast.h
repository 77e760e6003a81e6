/// Reads a decimal number of up to 15 characters with vector instructions and without branches on its length.
///
/// Bounds: 16 bytes at `text` must be readable.
#pragma once
#include "runtime/kernels/NumberText.h"

#include <immintrin.h>

namespace millrace {

struct ShortNumber {
  uint64_t mantissa;      // all digits as one integer
  uint32_t integerCount;  // digits before the point
  uint32_t fractionCount; // digits behind it
  bool endsWithPoint;     // a point and no digit behind it
  const char *end;
};

/// Controls of byte shuffles.
struct DigitShuffles {
  uint8_t squeeze[16][16]; // [n] drops byte n
  uint8_t align[32];       // at [n]: n bytes to the right end, zeros before them
};
constexpr DigitShuffles makeDigitShuffles() {
  DigitShuffles made = {};
  for (uint32_t n = 0; n < 16; ++n)
    for (uint32_t k = 0; k < 16; ++k)
      made.squeeze[n][k] = static_cast<uint8_t>(k < n ? k : k + 1 < 16 ? k + 1 : 0x80);
  for (uint32_t k = 0; k < 32; ++k)
    made.align[k] = static_cast<uint8_t>(k < 16 ? 0x80 : k - 16);
  return made;
}
alignas(16) constexpr DigitShuffles kDigitShuffles = makeDigitShuffles();

/// The value of the first `count` (at most 16) of these digits (0 to 9 a byte).
MR_HOT inline uint64_t joinDigits(__m128i digits, uint32_t count) {
  __m128i control = _mm_loadu_si128(reinterpret_cast<const __m128i *>(kDigitShuffles.align + count));
  __m128i pairs = _mm_maddubs_epi16(_mm_shuffle_epi8(digits, control), _mm_set1_epi16(10 | 1 << 8));
  __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(100 | 1 << 16));
  __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), _mm_set1_epi32(10000 | 1 << 16));
  uint64_t both = static_cast<uint64_t>(_mm_cvtsi128_si64(eights));
  return (both & 0xFFFFFFFF) * 100000000 + (both >> 32);
}

/// Bit i: byte i of the digits (text ^ '0') is none.
MR_HOT inline uint32_t stopsAmong(__m128i digits) {
  __m128i over = _mm_subs_epu8(digits, _mm_set1_epi8(9));
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(over, _mm_setzero_si128()))) ^ 0xFFFF;
}

/// Digits; false when they fill all 16 bytes.
MR_HOT inline bool readShortDigits(const char *text, uint64_t &value, uint32_t &count) {
  __m128i digits = _mm_xor_si128(_mm_loadu_si128(reinterpret_cast<const __m128i *>(text)), _mm_set1_epi8('0'));
  uint32_t stops = stopsAmong(digits);
  if (__builtin_expect(stops == 0, 0))
    return false;
  count = static_cast<uint32_t>(__builtin_ctz(stops));
  value = joinDigits(digits, count);
  return true;
}

/// Digits, perhaps a point and digits; false when they fill all 16 bytes. No sign.
MR_HOT inline bool readShortNumber(const char *text, ShortNumber &number) {
  __m128i raw = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
  __m128i digits = _mm_xor_si128(raw, _mm_set1_epi8('0'));
  uint32_t stops = stopsAmong(digits);
  uint32_t points = static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(raw, _mm_set1_epi8('.'))));
  uint32_t point = points & stops & (0 - stops); // the first stop, if it is one
  uint32_t ends = stops ^ point;
  if (__builtin_expect(ends == 0, 0))
    return false;
  uint32_t length = static_cast<uint32_t>(__builtin_ctz(ends)), integer = static_cast<uint32_t>(__builtin_ctz(stops));
  uint32_t count = length - (point != 0);
  __m128i squeeze = _mm_load_si128(reinterpret_cast<const __m128i *>(kDigitShuffles.squeeze[integer]));
  number.mantissa = joinDigits(_mm_shuffle_epi8(digits, squeeze), count);
  number.integerCount = integer;
  number.fractionCount = count - integer;
  number.endsWithPoint = (point << 1 & ends) != 0;
  number.end = text + length;
  return true;
}

} // namespace millrace
