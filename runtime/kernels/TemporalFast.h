/// Reads timestamps of the usual shape with one vector compare: `YYYY-MM-DD HH:MM:SS`, then nothing or `.mmm`, then `Z` if UTC.
///
/// Bounds: 32 bytes at `text` must be readable.
/// Errors: null for any other shape or an impossible date; TemporalText.h reads those.
#pragma once
#include "runtime/kernels/TemporalText.h"

#include <immintrin.h>

namespace millrace {

/// `YYYY-MM-DD?HH:MM` (16 bytes) with `separator` at 10: year, month, day, hour, minute. False: not of that shape.
inline bool readSixteenBytesOfTime(const char *text, char separator, uint32_t fields[5]) {
  const __m128i raw = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
  const __m128i literals = _mm_setr_epi8(0, 0, 0, 0, '-', 0, 0, '-', 0, 0, separator, 0, 0, ':', 0, 0);
  const __m128i isLiteral = _mm_setr_epi8(0, 0, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0);
  __m128i digits = _mm_sub_epi8(raw, _mm_set1_epi8('0'));
  __m128i digitOk = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
  __m128i ok = _mm_blendv_epi8(digitOk, _mm_cmpeq_epi8(raw, literals), isLiteral);
  if (_mm_movemask_epi8(ok) != 0xFFFF)
    return false;
  const __m128i order = _mm_setr_epi8(0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, -1, -1, -1, -1);
  __m128i pairs = _mm_maddubs_epi16(_mm_shuffle_epi8(digits, order), _mm_set1_epi16(10 | 1 << 8));
  uint64_t low = static_cast<uint64_t>(_mm_cvtsi128_si64(pairs));
  uint32_t high = static_cast<uint32_t>(_mm_extract_epi32(pairs, 2));
  fields[0] = static_cast<uint32_t>(low & 0xFFFF) * 100 + static_cast<uint32_t>(low >> 16 & 0xFFFF);
  fields[1] = static_cast<uint32_t>(low >> 32 & 0xFFFF);
  fields[2] = static_cast<uint32_t>(low >> 48);
  fields[3] = high & 0xFFFF;
  fields[4] = high >> 16;
  return true;
}

/// Behind the timestamp, or null.
inline const char *readUsualTimestamp(const char *text, char separator, bool utc, int64_t &ms) {
  uint32_t fields[5];
  if (!readSixteenBytesOfTime(text, separator, fields))
    return nullptr;
  uint32_t second1 = static_cast<unsigned char>(text[17] - '0'), second0 = static_cast<unsigned char>(text[18] - '0');
  if (text[16] != ':' || second1 > 5 || second0 > 9 || fields[1] - 1 > 11 || fields[3] > 23 || fields[4] > 59)
    return nullptr;
  if (fields[2] - 1 > 27 && (fields[2] == 0 || fields[2] > daysInMonth(fields[0], fields[1])))
    return nullptr;
  uint32_t millis = 0;
  const char *rest = text + 19;
  if (*rest == '.') {
    uint32_t a = static_cast<unsigned char>(rest[1] - '0'), b = static_cast<unsigned char>(rest[2] - '0'),
             c = static_cast<unsigned char>(rest[3] - '0');
    if (a > 9 || b > 9 || c > 9 || isDigit(rest[4]))
      return nullptr;
    millis = a * 100 + b * 10 + c;
    rest += 4;
  }
  if (utc) {
    if (*rest != 'Z')
      return nullptr;
    ++rest;
  }
  ms = daysFromCivil(fields[0], fields[1], fields[2]) * kMillisPerDay +
       static_cast<int64_t>((fields[3] * 60 + fields[4]) * 60 + second1 * 10 + second0) * 1000 + millis;
  return rest;
}

} // namespace millrace
