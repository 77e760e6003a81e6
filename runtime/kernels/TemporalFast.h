/// Reads timestamps of the usual shape: `YYYY-MM-DD HH:MM:SS`, then nothing or `.mmm`, then `Z` if UTC; perhaps in double quotes.
///
/// Bounds: 32 bytes at `position` must be readable; years 1901 to 2099.
/// Errors: false for any other shape or an impossible date or time; TemporalText.h reads those.
#pragma once
#include "runtime/kernels/NumberFast.h"

namespace millrace {

constexpr uint32_t kMonthStep = 40; // days of a month are told apart up to 39
constexpr uint16_t kNoDay = 0xFFFF;

/// Day of the year, from 0, at [month * kMonthStep + day]; kNoDay for a day that the month lacks.
struct DayOfYearTable {
  uint16_t common[20 * kMonthStep], leap[20 * kMonthStep];
};
constexpr DayOfYearTable makeDayOfYearTable() {
  DayOfYearTable table = {};
  for (bool isLeap : {false, true}) {
    uint16_t next = 0;
    for (uint32_t at = 0; at < 20 * kMonthStep; ++at) {
      uint32_t month = at / kMonthStep, day = at % kMonthStep;
      uint32_t last = month == 2 ? (isLeap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
      bool exists = month >= 1 && month <= 12 && day >= 1 && day <= last;
      (isLeap ? table.leap : table.common)[at] = exists ? next++ : kNoDay;
    }
  }
  return table;
}
constexpr DayOfYearTable kDayOfYear = makeDayOfYearTable();

/// What a timestamp's bytes must be: two times 16 of them. The first begin at the opening quote, if there is one, and count up
/// to the day, the second begin at the day.
struct alignas(32) TimestampShape {
  char literal[32];  // the text is compared with it by xor, which makes digits of digits
  uint8_t most[32];  // the greatest result
  int8_t order[32];  // of the digits: year, year, month, day; hour, minute, second, hundredths
  int8_t weight[32]; // of the digits in that order
};
constexpr TimestampShape makeTimestampShape(char separator, bool utc, bool quoted, bool hasMillis) {
  TimestampShape shape = {};
  auto expect = [&](uint32_t at, char literal, uint8_t most) {
    shape.literal[at] = literal;
    shape.most[at] = most;
  };
  for (uint32_t at = 0; at < 32; ++at) {
    shape.most[at] = 255;
    shape.order[at] = -1;
  }
  uint32_t begin = quoted;
  if (quoted)
    expect(0, '"', 0);
  for (uint32_t at = 0; at < 10; ++at)
    expect(begin + at, at == 4 || at == 7 ? '-' : '0', at == 4 || at == 7 ? 0 : at == 5 ? 1 : at == 8 ? 3 : 9);
  for (uint32_t at = 0; at < 8; ++at) {
    shape.order[at] = static_cast<int8_t>(begin + at + (at >= 4) + (at >= 6));
    shape.weight[at] = at % 2 == 0 ? 10 : 1;
  }
  constexpr uint8_t kMostOfTime[8] = {2, 9, 0, 5, 9, 0, 5, 9};
  expect(18, separator, 0);
  for (uint32_t at = 0; at < 8; ++at)
    expect(19 + at, at == 2 || at == 5 ? ':' : '0', kMostOfTime[at]);
  for (uint32_t at = 0; at < 6; ++at) {
    shape.order[16 + at] = static_cast<int8_t>(3 + at + at / 2);
    shape.weight[16 + at] = at % 2 == 0 ? 10 : 1;
  }
  uint32_t end = 27;
  if (hasMillis) {
    expect(27, '.', 0);
    for (uint32_t at = 28; at < 31; ++at)
      expect(at, '0', 9);
    shape.order[22] = 12;
    shape.order[23] = 13;
    shape.weight[22] = 100;
    shape.weight[23] = 10;
    end = 31;
  }
  if (utc)
    expect(end, 'Z', 0);
  else if (quoted)
    expect(end, '"', 0);
  return shape;
}

struct TimestampShapes {
  TimestampShape whole, millis;
};
/// By separator (blank, `T`), UTC and quotes.
constexpr TimestampShapes kTimestampShapes[2][2][2] = {
    {{{makeTimestampShape(' ', false, false, false), makeTimestampShape(' ', false, false, true)},
      {makeTimestampShape(' ', false, true, false), makeTimestampShape(' ', false, true, true)}},
     {{makeTimestampShape(' ', true, false, false), makeTimestampShape(' ', true, false, true)},
      {makeTimestampShape(' ', true, true, false), makeTimestampShape(' ', true, true, true)}}},
    {{{makeTimestampShape('T', false, false, false), makeTimestampShape('T', false, false, true)},
      {makeTimestampShape('T', false, true, false), makeTimestampShape('T', false, true, true)}},
     {{makeTimestampShape('T', true, false, false), makeTimestampShape('T', true, false, true)},
      {makeTimestampShape('T', true, true, false), makeTimestampShape('T', true, true, true)}}}};

struct TimestampForm {
  char separator; // blank or `T`
  bool utc;
  bool quoted;
};

/// Moves behind the timestamp and its closing quote.
MR_HOT inline bool readUsualTimestamp(const char *&position, TimestampForm form, int64_t &ms) {
  const TimestampShapes &shapes = kTimestampShapes[form.separator == 'T'][form.utc][form.quoted];
  const char *text = position + form.quoted, *rest;
  const TimestampShape *shape;
  uint64_t last; // digit of the milliseconds
  // A branch on purpose: what follows must not wait for the choice.
  if (__builtin_expect_with_probability(text[19] == '.', 1, 0.9)) {
    shape = &shapes.millis;
    rest = text + 23;
    last = static_cast<uint8_t>(text[22]);
    asm("" : "+r"(rest));
  } else {
    shape = &shapes.whole;
    rest = text + 19;
    last = '0';
  }
  auto loadShape = [](const void *bytes) { return _mm256_load_si256(static_cast<const __m256i *>(bytes)); };
  __m256i raw = _mm256_loadu2_m128i(reinterpret_cast<const __m128i *>(text + 8), reinterpret_cast<const __m128i *>(position));
  __m256i digits = _mm256_xor_si256(raw, loadShape(shape->literal));
  __m256i over = _mm256_subs_epu8(digits, loadShape(shape->most));
  if (__builtin_expect(!_mm256_testz_si256(over, over), 0))
    return false;
  __m256i pairs = _mm256_maddubs_epi16(_mm256_shuffle_epi8(digits, loadShape(shape->order)), loadShape(shape->weight));
  const __m256i factors = _mm256_setr_epi16(100, 1, kMonthStep, 1, 0, 0, 0, 0, 3600, 60, 1000, 1, 0, 0, 0, 0);
  __m256i parts = _mm256_madd_epi16(pairs, factors); // year, month and day; seconds to the minute, milliseconds of it
  uint64_t date = static_cast<uint64_t>(_mm_cvtsi128_si64(_mm256_castsi256_si128(parts)));
  uint64_t time = static_cast<uint64_t>(_mm_cvtsi128_si64(_mm256_extracti128_si256(parts, 1)));
  uint32_t year = static_cast<uint32_t>(date), since = year - 1901;
  uint64_t seconds = static_cast<uint32_t>(time);
  if (__builtin_expect(since >= 199 || seconds >= 86400, 0)) // every fourth of these years is a leap year
    return false;
  uint32_t dayOfYear = ((year & 3) == 0 ? kDayOfYear.leap : kDayOfYear.common)[date >> 32];
  if (__builtin_expect(dayOfYear == kNoDay, 0))
    return false;
  constexpr int64_t kDaysTo1901 = -25202; // since 1970
  int64_t days = static_cast<int64_t>(since * 1461 / 4 + dayOfYear) + kDaysTo1901;
  if (form.utc && form.quoted) {
    if (rest[1] != '"')
      return false;
    ++rest;
  }
  position = rest + (form.utc || form.quoted);
  ms = (days * 86400 + static_cast<int64_t>(seconds)) * 1000 + static_cast<int64_t>((time >> 32) + last - '0');
  return true;
}

} // namespace millrace
