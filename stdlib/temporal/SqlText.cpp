#include "stdlib/temporal/SqlText.h"

#include "runtime/kernels/TemporalText.h"

namespace millrace::temporal {
namespace {

/// Digits only, blanks (Java's trim) around them; an int.
bool readInt(std::string_view text, int32_t &value) {
  const char *begin = text.data(), *end = begin + text.size();
  trimJava(begin, end);
  int64_t wide;
  if (begin == end || !isDigit(*begin) || !parseInteger(begin, end, 0, 2147483647, wide))
    return false;
  value = static_cast<int32_t>(wide);
  return true;
}

bool isDate(int32_t year, int32_t month, int32_t day) {
  return year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= static_cast<int32_t>(daysInMonth(year, static_cast<uint32_t>(month)));
}

/// The third digit rounds by the fourth.
int32_t parseFraction(std::string_view text) {
  const char *begin = text.data(), *end = begin + text.size();
  trimJava(begin, end);
  int32_t result = 0, unit = 100;
  for (const char *c = begin; c < end; ++c, unit /= 10) {
    result += unit * (isDigit(*c) ? *c - '0' : 0);
    if (unit == 1) {
      if (c + 1 < end && c[1] >= '5')
        ++result;
      break;
    }
  }
  return result;
}

/// One or two digits.
bool readShort(const char *&position, const char *end, int64_t &value) {
  if (position == end || !isDigit(*position))
    return false;
  value = *position++ - '0';
  if (position < end && isDigit(*position))
    value = value * 10 + (*position++ - '0');
  return true;
}

bool readYear(const char *&position, const char *end, int64_t &year) {
  bool plus = position < end && *position == '+';
  position += plus;
  int32_t digits = 0;
  year = 0;
  for (; position < end && isDigit(*position) && digits < 10; ++position, ++digits)
    year = year * 10 + (*position - '0');
  return digits >= 4 && plus == (digits > 4) && year >= 1 && year <= 999999999;
}

} // namespace

bool parseSqlDate(StringView text, int32_t &days) {
  std::string_view rest = text.view();
  size_t blank = rest.find(' ');
  if (blank != std::string_view::npos && blank > 0)
    rest = rest.substr(0, blank);
  int32_t year, month = 1, day = 1;
  size_t first = rest.find('-');
  if (!readInt(rest.substr(0, first), year))
    return false;
  if (first != std::string_view::npos) {
    size_t second = rest.find('-', first + 1);
    if (!readInt(rest.substr(first + 1, second == std::string_view::npos ? second : second - first - 1), month))
      return false;
    if (second != std::string_view::npos && !readInt(rest.substr(second + 1), day))
      return false;
  }
  if (!isDate(year, month, day))
    return false;
  days = static_cast<int32_t>(daysFromCivil(year, static_cast<uint32_t>(month), static_cast<uint32_t>(day)));
  return true;
}

bool parseSqlTime(StringView text, int32_t &millis) {
  std::string_view clock = text.view();
  int32_t zoneHour = 0, zoneMinute = 0, sign = -1;
  size_t zone = clock.find('-');
  if (zone == std::string_view::npos) {
    zone = clock.find('+');
    sign = 1;
  }
  if (zone != std::string_view::npos) {
    std::string_view offset = clock.substr(zone + 1);
    clock = clock.substr(0, zone);
    size_t colon = offset.find(':');
    if (!readInt(offset.substr(0, colon), zoneHour) ||
        (colon != std::string_view::npos && !readInt(offset.substr(colon + 1), zoneMinute)))
      return false;
  }
  int32_t hour, minute = 0, second = 0, milli = 0;
  size_t first = clock.find(':');
  if (!readInt(clock.substr(0, first), hour))
    return false;
  if (first != std::string_view::npos) {
    size_t next = clock.find(':', first + 1);
    if (!readInt(clock.substr(first + 1, next == std::string_view::npos ? next : next - first - 1), minute))
      return false;
    if (next != std::string_view::npos) {
      size_t dot = clock.find('.', next);
      if (!readInt(clock.substr(next + 1, dot == std::string_view::npos ? dot : dot - next - 1), second))
        return false;
      if (dot != std::string_view::npos)
        milli = parseFraction(clock.substr(dot + 1));
    }
  }
  if (hour > 23 || minute > 59 || second > 59)
    return false;
  millis = (hour + sign * zoneHour) * 3600000 + (minute + sign * zoneMinute) * 60000 + second * 1000 + milli;
  return true;
}

bool parseSqlTimestamp(StringView text, int32_t precision, Timestamp &result) {
  const char *position = text.bytes, *end = position + text.sizeBytes;
  int64_t year, month, day, hour = 0, minute = 0, second = 0, nano = 0;
  if (!readYear(position, end, year) || !readLiteral(position, end, '-') || !readShort(position, end, month) ||
      !readLiteral(position, end, '-') || !readShort(position, end, day))
    return false;
  if (position < end) {
    if (!readLiteral(position, end, ' ') || !readShort(position, end, hour) || !readLiteral(position, end, ':') ||
        !readShort(position, end, minute) || !readLiteral(position, end, ':') || !readShort(position, end, second))
      return false;
    if (position < end && *position == '.') {
      ++position;
      int32_t digits = 0;
      for (; position < end && isDigit(*position) && digits < 9; ++position, ++digits)
        nano = nano * 10 + (*position - '0');
      nano *= static_cast<int64_t>(kPowersOfTen64[9 - digits]);
    }
  }
  bool midnight = hour == 24 && minute == 0 && second == 0 && nano == 0;
  if (position != end || month < 1 || month > 12 || day < 1 || day > 31 || (hour > 23 && !midnight) || minute > 59 || second > 59)
    return false;
  uint32_t last = daysInMonth(year, static_cast<uint32_t>(month));
  if (day > last)
    day = last; // ResolverStyle.SMART
  auto unit = static_cast<int64_t>(kPowersOfTen64[9 - precision]);
  nano = nano / unit * unit;
  int64_t days = daysFromCivil(year, static_cast<uint32_t>(month), static_cast<uint32_t>(day));
  return composeTimestamp(days, ((hour * 60 + minute) * 60 + second) * 1000000000 + nano, result);
}

bool parseJdbcTimestamp(StringView text, Timestamp &result) {
  const char *begin = text.bytes, *end = begin + text.sizeBytes;
  trimJava(begin, end);
  const char *blank = begin;
  while (blank < end && *blank != ' ')
    ++blank;
  int32_t days;
  if (!parseDateJdbc(begin, blank, days))
    return false;
  int64_t nanos = 0;
  if (blank < end) {
    const char *position = blank + 1;
    int64_t hour, minute, second, fraction = 0;
    if (!readShort(position, end, hour) || !readLiteral(position, end, ':') || !readShort(position, end, minute) ||
        !readLiteral(position, end, ':') || !readShort(position, end, second))
      return false;
    if (position < end) {
      if (!readLiteral(position, end, '.') || position == end)
        return false;
      int32_t digits = 0;
      for (; position < end && isDigit(*position) && digits < 9; ++position, ++digits)
        fraction = fraction * 10 + (*position - '0');
      fraction *= static_cast<int64_t>(kPowersOfTen64[9 - digits]);
    }
    if (position != end)
      return false;
    nanos = ((hour * 60 + minute) * 60 + second) * 1000000000 + fraction;
  }
  return composeTimestamp(days, nanos, result);
}

char *putSqlTimestamp(char *out, const Timestamp &local, int32_t precision) {
  int64_t days = floorDiv(local.ms, kMillisPerDay);
  auto millis = static_cast<uint32_t>(local.ms - days * kMillisPerDay);
  out = putDate(out, days);
  *out++ = ' ';
  out = putTwoDigits(out, millis / 3600000);
  *out++ = ':';
  out = putTwoDigits(out, millis / 60000 % 60);
  *out++ = ':';
  out = putTwoDigits(out, millis / 1000 % 60);
  if (precision > 0)
    *out++ = '.';
  uint32_t nano = millis % 1000 * 1000000 + static_cast<uint32_t>(local.nanoOfMs);
  for (uint32_t unit = 100000000; precision > 0; --precision, unit /= 10)
    *out++ = static_cast<char>('0' + nano / unit % 10);
  return out;
}

char *putSqlTime(char *out, int32_t millis, int32_t precision) {
  while (millis < 0)
    millis += static_cast<int32_t>(kMillisPerDay);
  auto seconds = static_cast<uint32_t>(millis / 1000);
  out = putTwoDigits(out, seconds / 3600 % 100);
  *out++ = ':';
  out = putTwoDigits(out, seconds / 60 % 60);
  *out++ = ':';
  out = putTwoDigits(out, seconds % 60);
  if (precision > 0)
    *out++ = '.';
  for (int32_t rest = millis % 1000; precision > 0; --precision) {
    *out++ = static_cast<char>('0' + rest / 100);
    rest = rest % 100 * 10;
    if (rest == 0)
      break;
  }
  return out;
}

char *putIntervalMonth(char *out, int32_t months) {
  *out++ = months < 0 ? '-' : '+';
  uint32_t size = months < 0 ? 0 - static_cast<uint32_t>(months) : static_cast<uint32_t>(months);
  out = putUnsigned(out, size / 12);
  *out++ = '-';
  return putTwoDigits(out, size % 12);
}

char *putIntervalDay(char *out, int64_t millis) {
  *out++ = millis < 0 ? '-' : '+';
  uint64_t size = millis < 0 ? 0 - static_cast<uint64_t>(millis) : static_cast<uint64_t>(millis);
  out = putUnsigned(out, size / 86400000);
  *out++ = ' ';
  out = putTwoDigits(out, static_cast<uint32_t>(size / 3600000 % 24));
  *out++ = ':';
  out = putTwoDigits(out, static_cast<uint32_t>(size / 60000 % 60));
  *out++ = ':';
  out = putTwoDigits(out, static_cast<uint32_t>(size / 1000 % 60));
  *out++ = '.';
  *out++ = static_cast<char>('0' + size % 1000 / 100);
  return putTwoDigits(out, static_cast<uint32_t>(size % 100));
}

Timestamp truncated(Timestamp value, int32_t precision) {
  if (precision >= 9)
    return value;
  if (precision > 3) {
    auto unit = static_cast<int32_t>(kPowersOfTen64[9 - precision]);
    return {value.ms, value.nanoOfMs / unit * unit, 0};
  }
  auto unit = static_cast<int64_t>(kPowersOfTen64[3 - precision]);
  return {value.ms / unit * unit, 0, 0};
}

int32_t truncatedTime(int32_t millis, int32_t precision) {
  if (precision >= 3)
    return millis;
  auto unit = static_cast<int32_t>(kPowersOfTen64[3 - precision]);
  return millis / unit * unit;
}

} // namespace millrace::temporal
