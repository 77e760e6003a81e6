/// Time units of EXTRACT, FLOOR, CEIL, TIMESTAMPADD and TIMESTAMPDIFF, and what they are over dates.
#pragma once
#include "stdlib/temporal/Calendar.h"

namespace millrace::temporal {

enum class Unit : uint8_t {
  Millennium, Century, Decade, Year, IsoYear, Quarter, Month, Week, Day, DayOfYear, DayOfWeek, IsoDayOfWeek,
  Hour, Minute, Second, Millisecond, Microsecond, Nanosecond, Epoch,
};

/// Milliseconds of a unit from WEEK down to MILLISECOND; 0 for the others.
constexpr int64_t millisOf(Unit unit) {
  switch (unit) {
  case Unit::Week:
    return 7 * kMillisPerDay;
  case Unit::Day:
    return kMillisPerDay;
  case Unit::Hour:
    return kMillisPerHour;
  case Unit::Minute:
    return kMillisPerMinute;
  case Unit::Second:
    return kMillisPerSecond;
  case Unit::Millisecond:
    return 1;
  default:
    return 0;
  }
}

/// Months of YEAR, QUARTER and MONTH; 0 for the others.
constexpr int32_t monthsOf(Unit unit) {
  return unit == Unit::Year ? 12 : unit == Unit::Quarter ? 3 : unit == Unit::Month ? 1 : 0;
}

/// A calendar unit of a day (days since the epoch).
int64_t extractFromDate(Unit unit, int32_t days);

/// The first day of the unit that holds the day; with `ceil` of the next one unless the day is a first day (Flink's
/// julianDateFloor: before 1582-10-15 it reads the Julian calendar; CEIL to DAY always moves on).
int64_t roundDate(Unit unit, int32_t days, bool ceil);

} // namespace millrace::temporal
