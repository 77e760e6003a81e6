#include "stdlib/temporal/Units.h"

namespace millrace::temporal {
namespace {

constexpr int32_t kEpochJulian = 2440588;
constexpr int32_t kLastJulianDay = 2299160; // 1582-10-04

int32_t julianOf(int64_t year, uint32_t month, uint32_t day) {
  return static_cast<int32_t>(daysFromCivil(year, month, day)) + kEpochJulian;
}

int64_t firstMondayOfFirstWeek(int64_t year) {
  int64_t first = julianOf(year, 1, 1);
  int64_t weekday = floorMod(first + 1, 7);
  return first + (11 - weekday) % 7 - 3;
}

/// ISO 8601: the week with the year's first Thursday is week 1.
int64_t isoWeek(int64_t julian, const CivilDate &date) {
  int64_t weekday = floorMod(julian, 7) + 1;
  int64_t day = date.day;
  if (date.month == 12 && day > 28 && !(31 - day + 4 > 7 - weekday && 31 - day + weekday >= 4))
    return 1;
  if (date.month == 1 && day < 5)
    return 4 - day <= 7 - weekday && day - weekday >= -3 ? 1 : (julian - firstMondayOfFirstWeek(date.year - 1)) / 7 + 1;
  return (julian - firstMondayOfFirstWeek(date.year)) / 7 + 1;
}

int64_t isoYear(int64_t julian, const CivilDate &date) {
  int64_t week = isoWeek(julian, date);
  if (week == 1 && date.month == 12)
    return date.year + 1;
  return date.month == 1 && week > 50 ? date.year - 1 : date.year;
}

struct JulianDate {
  int32_t year, month, day;
};

JulianDate dateForRounding(int32_t julian) {
  int32_t century = 0, rest;
  if (julian > kLastJulianDay) {
    int32_t shifted = julian + 32044;
    century = (4 * shifted + 3) / 146097;
    rest = shifted - century * 146097 / 4;
  } else {
    rest = julian + 32082;
  }
  int32_t yearOfCentury = (4 * rest + 3) / 1461;
  int32_t dayOfYear = rest - 1461 * yearOfCentury / 4;
  int32_t month = (5 * dayOfYear + 2) / 153;
  return {century * 100 + yearOfCentury - 4800 + month / 10, month + 3 - 12 * (month / 10), dayOfYear - (153 * month + 2) / 5 + 1};
}

} // namespace

int64_t extractFromDate(Unit unit, int32_t days) {
  CivilDate date = civilFromDays(days);
  int64_t julian = int64_t{days} + kEpochJulian;
  switch (unit) {
  case Unit::Year:
    return date.year;
  case Unit::Quarter:
    return (date.month + 2) / 3;
  case Unit::Month:
    return date.month;
  case Unit::Week:
    return isoWeek(julian, date);
  case Unit::Day:
    return date.day;
  case Unit::IsoYear:
    return isoYear(julian, date);
  case Unit::DayOfWeek:
    return floorMod(julian + 1, 7) + 1;
  case Unit::IsoDayOfWeek:
    return floorMod(julian, 7) + 1;
  case Unit::DayOfYear:
    return julian - julianOf(date.year, 1, 1) + 1;
  case Unit::Decade:
    return date.year / 10;
  case Unit::Century:
    return date.year > 0 ? (date.year + 99) / 100 : (date.year - 99) / 100;
  case Unit::Millennium:
    return date.year > 0 ? (date.year + 999) / 1000 : (date.year - 999) / 1000;
  case Unit::Epoch:
    return int64_t{days} * 86400;
  default:
    return 0;
  }
}

int64_t roundDate(Unit unit, int32_t days, bool ceil) {
  JulianDate date = dateForRounding(days + kEpochJulian);
  int32_t year = date.year, month = date.month, quarter = (month + 2) / 3;
  bool later = ceil && (month > 1 || date.day > 1);
  switch (unit) {
  case Unit::Millennium:
    return ymdToDays(1000 * ((year + 999) / 1000) + (ceil ? 1 : -999), 1, 1);
  case Unit::Century:
    return ymdToDays(100 * ((year + 99) / 100) + (ceil ? 1 : -99), 1, 1);
  case Unit::Decade:
    return ymdToDays(10 * (year / 10 + ceil), 1, 1);
  case Unit::Year:
    return ymdToDays(year + later, 1, 1);
  case Unit::Month: {
    CivilDate next{year, static_cast<uint32_t>(month), 1};
    int32_t first = ymdToDays(next.year, next.month, 1);
    return ceil && date.day > 1 ? addMonths(first, 1) : first;
  }
  case Unit::Quarter: {
    int32_t first = ymdToDays(year, quarter * 3 - 2, 1);
    return later ? addMonths(first, 3) : first;
  }
  case Unit::Week: {
    int64_t offset = floorMod(int64_t{days} + kEpochJulian + 1, 7); // Sunday 0
    if (ceil && offset > 0)
      offset -= 7;
    return ymdToDays(year, month, date.day) - offset;
  }
  case Unit::Day:
    return ymdToDays(year, month, date.day) + ceil;
  default:
    return days;
  }
}

} // namespace millrace::temporal
