/// Reads and writes dates, times and timestamps as Java's formatters in Flink's formats do.
///
/// Bounds: years 0000..9999 without sign, -999999999..+999999999 with one; parsers read [begin, end) only.
/// Source: java.time.format.DateTimeFormatter (ISO_LOCAL_DATE, ISO_LOCAL_TIME), Flink's TimeFormats (built with
///         ResolverStyle.SMART: 31 February is its last day, 24:00:00 the next midnight), java.sql.Date.valueOf;
///         Hinnant, "chrono-Compatible Low-Level Date Algorithms".
#pragma once
#include "runtime/kernels/NumberText.h"

namespace millrace {

constexpr int64_t kMillisPerDay = 86400000;

/// Days since 1970-01-01 of a proleptic Gregorian date.
inline int64_t daysFromCivil(int64_t year, uint32_t month, uint32_t day) {
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  uint32_t yearOfEra = static_cast<uint32_t>(year - era * 400);
  uint32_t dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  uint32_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + static_cast<int64_t>(dayOfEra) - 719468;
}

struct CivilDate {
  int64_t year;
  uint32_t month, day;
};

inline CivilDate civilFromDays(int64_t days) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  uint32_t dayOfEra = static_cast<uint32_t>(days - era * 146097);
  uint32_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  uint32_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  uint32_t shifted = (5 * dayOfYear + 2) / 153;
  uint32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<int64_t>(yearOfEra) + era * 400 + (month <= 2), month, dayOfYear - (153 * shifted + 2) / 5 + 1};
}

inline uint32_t daysInMonth(int64_t year, uint32_t month) {
  if (month == 2)
    return 28 + ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
  return 30 + ((month + (month >> 3)) & 1);
}

inline int64_t floorDiv(int64_t value, int64_t by) {
  int64_t quotient = value / by;
  return quotient - (value % by < 0);
}

enum class Resolve : uint8_t { Strict, Smart };

inline bool readTwoDigits(const char *&position, const char *end, uint32_t &value) {
  if (end - position < 2 || !isDigit(position[0]) || !isDigit(position[1]))
    return false;
  value = static_cast<uint32_t>(position[0] - '0') * 10 + static_cast<uint32_t>(position[1] - '0');
  position += 2;
  return true;
}

inline bool readLiteral(const char *&position, const char *end, char c) {
  if (position == end || *position != c)
    return false;
  ++position;
  return true;
}

/// ISO_LOCAL_DATE at `position`; moves it behind the date.
inline bool readIsoDate(const char *&position, const char *end, Resolve resolve, int64_t &days) {
  char sign = 0;
  if (position < end && (*position == '+' || *position == '-'))
    sign = *position++;
  int64_t year = 0;
  uint32_t digits = 0;
  for (; position < end && isDigit(*position) && digits < 10; ++position, ++digits)
    year = year * 10 + (*position - '0');
  // SignStyle.EXCEEDS_PAD: four digits have no plus, more than four need a sign; year -0 is refused.
  if (digits < 4 || (digits == 4 && sign == '+') || (digits > 4 && sign == 0) || year > 999999999 ||
      (sign == '-' && year == 0))
    return false;
  if (sign == '-')
    year = -year;
  uint32_t month, day;
  if (!readLiteral(position, end, '-') || !readTwoDigits(position, end, month) || !readLiteral(position, end, '-') ||
      !readTwoDigits(position, end, day))
    return false;
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return false;
  uint32_t last = daysInMonth(year, month);
  if (day > last) {
    if (resolve == Resolve::Strict)
      return false;
    day = last;
  }
  days = daysFromCivil(year, month, day);
  return true;
}

/// HH:mm:ss[.n{0,9}]; with `secondsOptional` also HH:mm. Nanoseconds of the day; SMART's 24:00 is a whole day.
inline bool readTime(const char *&position, const char *end, Resolve resolve, bool secondsOptional, int64_t &nanos) {
  uint32_t hour, minute, second = 0;
  if (!readTwoDigits(position, end, hour) || !readLiteral(position, end, ':') || !readTwoDigits(position, end, minute))
    return false;
  uint32_t fraction = 0;
  const char *beforeSeconds = position;
  if (readLiteral(position, end, ':') && readTwoDigits(position, end, second)) {
    if (position < end && *position == '.') {
      ++position;
      uint32_t digits = 0;
      for (; position < end && isDigit(*position) && digits < 9; ++position, ++digits)
        fraction = fraction * 10 + static_cast<uint32_t>(*position - '0');
      fraction *= static_cast<uint32_t>(kPowersOfTen64[9 - digits]);
    }
  } else {
    if (!secondsOptional)
      return false;
    position = beforeSeconds;
    second = 0;
  }
  bool midnight = resolve == Resolve::Smart && hour == 24 && minute == 0 && second == 0 && fraction == 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 59)
    return false;
  nanos = (static_cast<int64_t>(hour) * 3600 + minute * 60 + second) * 1000000000 + fraction;
  return true;
}

inline bool composeTimestamp(int64_t days, int64_t nanos, Timestamp &result) {
  if (days > 106751991167ll || days < -106751991167ll) // TimestampData holds milliseconds in an int64
    return false;
  result.ms = days * kMillisPerDay + nanos / 1000000;
  result.nanoOfMs = static_cast<int32_t>(nanos % 1000000);
  result.reserved = 0;
  return true;
}

enum class TimestampText : uint8_t { Sql, Iso, SqlUtc, IsoUtc };

/// One of Flink's four timestamp formats over the whole text.
inline bool parseTimestamp(const char *begin, const char *end, TimestampText form, Timestamp &result) {
  // ISO_LOCAL_DATE_TIME itself is strict and takes a lower-case `t`; Flink's own formatters are neither.
  Resolve resolve = form == TimestampText::Iso ? Resolve::Strict : Resolve::Smart;
  bool iso = form == TimestampText::Iso || form == TimestampText::IsoUtc;
  int64_t days, nanos;
  if (!readIsoDate(begin, end, resolve, days))
    return false;
  if (form == TimestampText::Iso && begin < end && *begin == 't')
    ++begin;
  else if (!readLiteral(begin, end, iso ? 'T' : ' '))
    return false;
  if (!readTime(begin, end, resolve, iso, nanos))
    return false;
  if ((form == TimestampText::SqlUtc || form == TimestampText::IsoUtc) && !readLiteral(begin, end, 'Z'))
    return false;
  return begin == end && composeTimestamp(days, nanos, result);
}

/// ISO_LOCAL_DATE.parse(text).toEpochDay() as an int.
inline bool parseDate(const char *begin, const char *end, int32_t &days) {
  int64_t wide;
  if (!readIsoDate(begin, end, Resolve::Strict, wide) || begin != end)
    return false;
  days = static_cast<int32_t>(wide);
  return true;
}

/// java.sql.Date.valueOf(text).toLocalDate(): yyyy-[m]m-[d]d; a day past the month's end runs into the next month.
inline bool parseDateJdbc(const char *begin, const char *end, int32_t &days) {
  const char *dash1 = begin;
  while (dash1 < end && *dash1 != '-')
    ++dash1;
  const char *dash2 = dash1 == end ? end : dash1 + 1;
  while (dash2 < end && *dash2 != '-')
    ++dash2;
  if (dash1 - begin != 4 || dash2 - dash1 < 2 || dash2 - dash1 > 3 || end - dash2 < 2 || end - dash2 > 3)
    return false;
  int64_t year, month, day;
  if (!parseInteger(begin, dash1, -2147483648ll, 2147483647, year) ||
      !parseInteger(dash1 + 1, dash2, -2147483648ll, 2147483647, month) ||
      !parseInteger(dash2 + 1, end, -2147483648ll, 2147483647, day) || month < 1 || month > 12 || day < 1 || day > 31)
    return false;
  days = static_cast<int32_t>(daysFromCivil(year, static_cast<uint32_t>(month), 1) + day - 1);
  return true;
}

/// SQL_TIME_FORMAT, milliseconds of the day.
inline bool parseTimeSql(const char *begin, const char *end, int32_t &millis) {
  int64_t nanos;
  if (!readTime(begin, end, Resolve::Smart, false, nanos) || begin != end)
    return false;
  millis = static_cast<int32_t>(nanos / 1000000 % kMillisPerDay);
  return true;
}

/// LocalTime.parse, cut to TIME(precision).
inline bool parseTimeIso(const char *begin, const char *end, int32_t precision, int32_t &millis) {
  int64_t nanos;
  if (!readTime(begin, end, Resolve::Strict, true, nanos) || begin != end)
    return false;
  int32_t unit = precision >= 3 ? 1 : static_cast<int32_t>(kPowersOfTen64[3 - precision]);
  millis = static_cast<int32_t>(nanos / 1000000) / unit * unit;
  return true;
}

/// ISO_LOCAL_DATE: `2020-01-01`, `+12020-01-01`, `-0001-01-01`. Up to 17 bytes.
inline char *putDate(char *out, int64_t days) {
  CivilDate date = civilFromDays(days);
  int64_t year = date.year;
  if (year < 0) {
    *out++ = '-';
    year = -year;
  } else if (year > 9999) {
    *out++ = '+';
  }
  if (year < 10000) {
    out = putTwoDigits(out, static_cast<uint32_t>(year / 100));
    out = putTwoDigits(out, static_cast<uint32_t>(year % 100));
  } else {
    out = putUnsigned(out, static_cast<uint64_t>(year));
  }
  *out++ = '-';
  out = putTwoDigits(out, date.month);
  *out++ = '-';
  return putTwoDigits(out, date.day);
}

enum class FractionText : uint8_t {
  Shortest, // as many digits as needed: formatters
  Groups,   // 3, 6 or 9 digits: toString of LocalTime, LocalDateTime, Instant
};

inline char *putFraction(char *out, uint32_t nanos, FractionText form) {
  if (nanos == 0)
    return out;
  *out++ = '.';
  char digits[9];
  for (int32_t i = 8; i >= 0; --i, nanos /= 10)
    digits[i] = static_cast<char>('0' + nanos % 10);
  uint32_t count = 9;
  if (form == FractionText::Shortest) {
    while (digits[count - 1] == '0')
      --count;
  } else {
    while (digits[count - 1] == '0' && digits[count - 2] == '0' && digits[count - 3] == '0')
      count -= 3;
  }
  std::memcpy(out, digits, count);
  return out + count;
}

/// HH:mm:ss[.fraction]; `secondsOptional` leaves out `:00` as LocalTime.toString does. Up to 18 bytes.
inline char *putTime(char *out, int64_t nanosOfDay, FractionText form, bool secondsOptional) {
  uint32_t seconds = static_cast<uint32_t>(nanosOfDay / 1000000000);
  uint32_t nanos = static_cast<uint32_t>(nanosOfDay % 1000000000);
  out = putTwoDigits(out, seconds / 3600);
  *out++ = ':';
  out = putTwoDigits(out, seconds / 60 % 60);
  if (secondsOptional && seconds % 60 == 0 && nanos == 0)
    return out;
  *out++ = ':';
  out = putTwoDigits(out, seconds % 60);
  return putFraction(out, nanos, form);
}

/// Date, separator, time. Up to 36 bytes.
inline char *putTimestamp(char *out, const Timestamp &value, char separator, FractionText form, bool secondsOptional) {
  int64_t days = floorDiv(value.ms, kMillisPerDay);
  int64_t millis = value.ms - days * kMillisPerDay;
  out = putDate(out, days);
  *out++ = separator;
  return putTime(out, millis * 1000000 + value.nanoOfMs, form, secondsOptional);
}

/// Flink's four formats as a formatter prints them. Up to 37 bytes.
inline char *putTimestampText(char *out, const Timestamp &value, TimestampText form) {
  bool iso = form == TimestampText::Iso || form == TimestampText::IsoUtc;
  out = putTimestamp(out, value, iso ? 'T' : ' ', FractionText::Shortest, false);
  if (form == TimestampText::SqlUtc || form == TimestampText::IsoUtc)
    *out++ = 'Z';
  return out;
}

} // namespace millrace
