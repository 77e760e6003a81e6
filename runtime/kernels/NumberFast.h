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
  bool hasPoint;
  const char *end;
};

/// Digits, perhaps a point and digits; false when they fill all 16 bytes. No sign.
MR_HOT inline bool readShortNumber(const char *text, ShortNumber &number) {
  __m128i raw = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
  __m128i digits = _mm_sub_epi8(raw, _mm_set1_epi8('0'));
  __m128i isDigits = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
  uint32_t stops = ~static_cast<uint32_t>(_mm_movemask_epi8(isDigits)) & 0xFFFF;
  uint32_t point = static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(raw, _mm_set1_epi8('.'))));
  uint32_t firstStop = stops & (0 - stops); // lowest set bit
  bool hasPoint = (point & firstStop) != 0;
  uint32_t ends = hasPoint ? stops ^ firstStop : stops;
  if (__builtin_expect(ends == 0, 0))
    return false;
  uint32_t length = static_cast<uint32_t>(__builtin_ctz(ends)), integer = static_cast<uint32_t>(__builtin_ctz(stops));
  // Right-align the digits: byte k takes text[length - 16 + k], one less up to the point, which so falls out.
  const __m128i steps = _mm_setr_epi8(-16, -15, -14, -13, -12, -11, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1);
  __m128i from = _mm_add_epi8(steps, _mm_set1_epi8(static_cast<char>(length)));
  __m128i beforePoint = _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(hasPoint ? integer + 1 : 0)), from);
  __m128i aligned = _mm_shuffle_epi8(digits, _mm_add_epi8(from, beforePoint));
  __m128i pairs = _mm_maddubs_epi16(aligned, _mm_set1_epi16(10 | 1 << 8));
  __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(100 | 1 << 16));
  __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), _mm_set1_epi32(10000 | 1 << 16));
  uint64_t both = static_cast<uint64_t>(_mm_cvtsi128_si64(eights));
  number.mantissa = (both & 0xFFFFFFFF) * 100000000 + (both >> 32);
  number.integerCount = integer;
  number.fractionCount = hasPoint ? length - integer - 1 : 0;
  number.hasPoint = hasPoint;
  number.end = text + length;
  return true;
}

} // namespace millrace
