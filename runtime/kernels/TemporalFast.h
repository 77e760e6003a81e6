/// Reads timestamps of the usual shape with one vector compare: `YYYY-MM-DD HH:MM:SS`, then nothing or `.mmm`, then `Z` if UTC.
///
/// Bounds: 32 bytes at `text` must be readable.
/// Errors: null for any other shape or an impossible date; TemporalText.h reads those.
#pragma once
#include "runtime/kernels/NumberFast.h"
#include "runtime/kernels/TemporalText.h"

namespace millrace {

/// Days before each month of a common and a leap year; index 12 ends the year.
struct MonthTable {
  uint16_t before[2][16];
};
constexpr MonthTable kMonths = {{{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365},
                                 {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366}}};

/// `YYYY-MM-DD?HH:MM` (16 bytes) with `separator` at 10 as days since 1970 and minutes of the day. False: another shape, or an
/// impossible date or time.
MR_HOT inline bool readSixteenBytesOfTime(const char *text, char separator, int64_t &days, uint32_t &minutes) {
  const __m128i raw = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
  const __m128i literals = _mm_setr_epi8(0, 0, 0, 0, '-', 0, 0, '-', 0, 0, separator, 0, 0, ':', 0, 0);
  const __m128i isLiteral = _mm_setr_epi8(0, 0, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0);
  __m128i digits = _mm_sub_epi8(raw, _mm_set1_epi8('0'));
  __m128i digitOk = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
  __m128i shapeOk = _mm_blendv_epi8(digitOk, _mm_cmpeq_epi8(raw, literals), isLiteral);
  const __m128i order = _mm_setr_epi8(0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, -1, -1, -1, -1);
  __m128i pairs = _mm_maddubs_epi16(_mm_shuffle_epi8(digits, order), _mm_set1_epi16(10 | 1 << 8));
  // Lanes: century, year of it, month, day, hour, minute.
  __m128i least = _mm_setr_epi16(0, 0, 1, 1, 0, 0, 0, 0), greatest = _mm_setr_epi16(99, 99, 12, 31, 23, 59, 0, 0);
  __m128i outside = _mm_or_si128(_mm_cmpgt_epi16(pairs, greatest), _mm_cmpgt_epi16(least, pairs));
  if (_mm_movemask_epi8(_mm_andnot_si128(outside, shapeOk)) != 0xFFFF)
    return false;
  uint64_t low = static_cast<uint64_t>(_mm_cvtsi128_si64(pairs));
  uint32_t high = static_cast<uint32_t>(_mm_extract_epi32(pairs, 2));
  uint32_t year = static_cast<uint32_t>(low & 0xFFFF) * 100 + static_cast<uint32_t>(low >> 16 & 0xFFFF);
  uint32_t month = static_cast<uint32_t>(low >> 32 & 0xFFFF), day = static_cast<uint32_t>(low >> 48);
  minutes = (high & 0xFFFF) * 60 + (high >> 16);
  if (__builtin_expect(year - 1970 < 130, 1)) { // 1970 to 2099: every fourth year is a leap year
    const uint16_t *before = kMonths.before[(year & 3) == 0] + month;
    uint32_t dayOfYear = before[-1] + day;
    days = static_cast<int64_t>((year - 1970) * 365 + (year - 1969) / 4 + dayOfYear) - 1;
    return dayOfYear <= before[0];
  }
  days = daysFromCivil(year, month, day);
  return day <= daysInMonth(year, month);
}

/// Behind the timestamp, or null.
MR_HOT inline const char *readUsualTimestamp(const char *text, char separator, bool utc, int64_t &ms) {
  int64_t days;
  uint32_t minutes;
  if (!readSixteenBytesOfTime(text, separator, days, minutes))
    return nullptr;
  uint64_t tail = loadWord(text + 16) ^ 0x003030302E30303Aull; // `:SS.mmm` and one more byte
  uint32_t seconds = static_cast<uint32_t>((tail >> 8 & 15) * 10 + (tail >> 16 & 15)), millis = 0;
  const char *rest;
  // Two branches on purpose: what follows must not wait for the choice between them.
  if (__builtin_expect_with_probability((tail & 0xFF000000) == 0, 1, 0.9)) {
    tail &= 0x00FFFFFFFFFFFFFFull;
    if (((tail | (tail + 0x0006060600060600ull)) & 0x00F0F0F0FFF0F0FFull) != 0 || isDigit(text[23]))
      return nullptr;
    millis = static_cast<uint32_t>((tail >> 32 & 15) * 100 + (tail >> 40 & 15) * 10 + (tail >> 48 & 15));
    rest = text + 23;
    asm("" : "+r"(rest));
  } else {
    tail &= 0x00FFFFFFull;
    if (((tail | (tail + 0x060600ull)) & 0xF0F0FFull) != 0)
      return nullptr;
    rest = text + 19;
  }
  if (seconds > 59)
    return nullptr;
  if (utc) {
    if (*rest != 'Z')
      return nullptr;
    ++rest;
  }
  ms = days * kMillisPerDay + static_cast<int64_t>(minutes) * 60000 + static_cast<int64_t>(seconds * 1000 + millis);
  return rest;
}

} // namespace millrace
