#include "stdlib/temporal/Pattern.h"

#include "stdlib/string/Utf8.h"

namespace millrace::temporal {
namespace {

/// The fields of a local date-time.
struct Fields {
  int64_t days;
  CivilDate date;
  int32_t hour, minute, second, nano;

  explicit Fields(const Timestamp &local) {
    days = floorDiv(local.ms, kMillisPerDay);
    date = civilFromDays(days);
    auto millis = static_cast<int32_t>(local.ms - days * kMillisPerDay);
    hour = millis / 3600000;
    minute = millis / 60000 % 60;
    second = millis / 1000 % 60;
    nano = millis % 1000 * 1000000 + local.nanoOfMs;
  }
  int32_t dayOfYear() const { return static_cast<int32_t>(days - daysFromCivil(date.year, 1, 1)) + 1; }
};

char *putPadded(char *out, int64_t value, int32_t width) {
  if (value < 0) {
    *out++ = '-';
    value = -value;
  }
  for (auto digits = static_cast<int32_t>(countDigits(static_cast<uint64_t>(value))); digits < width; ++digits)
    *out++ = '0';
  return putUnsigned(out, static_cast<uint64_t>(value));
}

char *putName(char *out, const char *name, int32_t size) {
  for (int32_t i = 0; name[i] != 0 && (size == 0 || i < size); ++i)
    *out++ = name[i];
  return out;
}

int64_t magnitudeOf(int64_t value) { return value < 0 ? -value : value; }

char *putYear(char *out, int64_t year, int32_t count, bool ofEra) {
  if (ofEra && year <= 0)
    year = 1 - year;
  if (count == 2)
    return putPadded(out, magnitudeOf(year) % 100, 2);
  // Formatter marks a year that is longer than its pad.
  if (count >= 4 && year >= 0 && static_cast<int32_t>(countDigits(static_cast<uint64_t>(year))) > count)
    *out++ = '+';
  return putPadded(out, year, count);
}

char *putMonth(char *out, uint32_t month, int32_t count) {
  return count < 3 ? putPadded(out, month, count) : putName(out, kMonthNames[month - 1], count == 3 ? 3 : 0);
}

char *putFractionDigits(char *out, int32_t nano, int32_t count) {
  for (int32_t i = 0, unit = 100000000; i < count; ++i, unit /= 10)
    *out++ = static_cast<char>('0' + nano / unit % 10);
  return out;
}

char *putQuarter(char *out, uint32_t month, int32_t count) {
  uint32_t quarter = (month + 2) / 3;
  if (count < 3)
    return putPadded(out, quarter, count);
  if (count == 3) {
    *out++ = 'Q';
    return putPadded(out, quarter, 1);
  }
  constexpr const char *kNames[4] = {"1st quarter", "2nd quarter", "3rd quarter", "4th quarter"};
  return putName(out, kNames[quarter - 1], 0);
}

char *putOffset(char *out, int64_t offsetMs, bool colon, bool minutes) {
  *out++ = offsetMs < 0 ? '-' : '+';
  int64_t total = magnitudeOf(offsetMs) / 60000;
  out = putTwoDigits(out, static_cast<uint32_t>(total / 60));
  if (colon)
    *out++ = ':';
  return minutes ? putTwoDigits(out, static_cast<uint32_t>(total % 60)) : out;
}

/// Letters that both dialects share. Null: another letter.
char *putShared(char *out, const Fields &fields, char letter, int32_t count) {
  switch (letter) {
  case 'd':
    return putPadded(out, fields.date.day, count);
  case 'D':
    return putPadded(out, fields.dayOfYear(), count);
  case 'H':
    return putPadded(out, fields.hour, count);
  case 'k':
    return putPadded(out, fields.hour == 0 ? 24 : fields.hour, count);
  case 'K':
    return putPadded(out, fields.hour % 12, count);
  case 'h':
    return putPadded(out, fields.hour % 12 == 0 ? 12 : fields.hour % 12, count);
  case 'm':
    return putPadded(out, fields.minute, count);
  case 's':
    return putPadded(out, fields.second, count);
  case 'a':
    return putName(out, fields.hour < 12 ? "AM" : "PM", 0);
  case 'E':
    return putName(out, kDayNames[isoWeekday(fields.days) - 1], count < 4 ? 3 : 0);
  case 'G':
    return putName(out, fields.date.year > 0 ? "AD" : "BC", 0);
  case 'M':
  case 'L':
    return putMonth(out, fields.date.month, count);
  default:
    return nullptr;
  }
}

char *putLetters(char *out, const Fields &fields, const PatternItem &item, Dialect dialect, int64_t offsetMs) {
  if (char *end = putShared(out, fields, item.letter, item.count))
    return end;
  bool simple = dialect == Dialect::Simple;
  switch (item.letter) {
  case 'y':
    if (!simple)
      return putYear(out, fields.date.year, item.count, true);
    return item.count == 2 ? putPadded(out, magnitudeOf(fields.date.year) % 100, 2)
                           : putPadded(out, fields.date.year > 0 ? fields.date.year : 1 - fields.date.year, item.count);
  case 'u':
    return simple ? putPadded(out, isoWeekday(fields.days), item.count) : putYear(out, fields.date.year, item.count, false);
  case 'S':
    return simple ? putPadded(out, fields.nano / 1000000, item.count) : putFractionDigits(out, fields.nano, item.count);
  case 'n':
    return putPadded(out, fields.nano, item.count);
  case 'Q':
    return putQuarter(out, fields.date.month, item.count);
  case 'Z':
    return putOffset(out, offsetMs, false, true);
  default: // X
    if (offsetMs == 0) {
      *out++ = 'Z';
      return out;
    }
    return putOffset(out, offsetMs, item.count == 3, item.count > 1);
  }
}

} // namespace

StringView formatPattern(FunctionContext &context, const Timestamp &local, StringView pattern, Dialect dialect, int64_t offsetMs) {
  Fields fields(local);
  // A run of n letters gives at most n + 24 bytes, a literal its own size.
  text::Writer writer(context, uint64_t{pattern.sizeBytes} * 25 + 32);
  PatternReader reader(pattern, dialect);
  PatternItem item;
  while (reader.next(item)) {
    if (item.kind == PatternItem::Kind::Literal)
      writer.put(item.literal);
    else if (item.kind == PatternItem::Kind::Letters)
      writer.position = putLetters(writer.position, fields, item, dialect, offsetMs);
  }
  return writer.finish();
}

} // namespace millrace::temporal
