// EXTRACT, FLOOR, CEIL, TIMESTAMPADD and TIMESTAMPDIFF: one kernel per unit and type.
// Time points before 1970 divide towards zero, as Flink's generated code does.
#include "stdlib/temporal/Units.h"

namespace millrace::temporal {
namespace {

constexpr bool isClockUnit(Unit unit) { return unit >= Unit::Hour && unit <= Unit::Nanosecond; }

/// HOUR … MILLISECOND of a time point or interval in milliseconds.
template <Unit unit> int64_t clockPart(int64_t ms) {
  switch (unit) {
  case Unit::Hour:
    return ms % kMillisPerDay / kMillisPerHour;
  case Unit::Minute:
    return ms % kMillisPerHour / kMillisPerMinute;
  case Unit::Second:
    return ms % kMillisPerMinute / kMillisPerSecond;
  default:
    return ms % kMillisPerSecond;
  }
}

template <Unit unit> int64_t extract(int64_t ms, int32_t nanoOfMs) {
  if constexpr (unit == Unit::Microsecond)
    return ms % kMillisPerSecond * 1000 + nanoOfMs / 1000;
  else if constexpr (unit == Unit::Nanosecond)
    return ms % kMillisPerSecond * 1000000 + nanoOfMs;
  else if constexpr (unit == Unit::Epoch)
    return ms / kMillisPerSecond;
  else if constexpr (isClockUnit(unit))
    return clockPart<unit>(ms);
  else
    return extractFromDate(unit, static_cast<int32_t>(ms / kMillisPerDay));
}

template <Unit unit> int64_t extractTimestamp(FunctionContext &, Timestamp value) { return extract<unit>(value.ms, value.nanoOfMs); }
template <Unit unit> int64_t extractLtz(FunctionContext &context, Timestamp value) {
  return extract<unit>(sessionZone(context).toLocalMs(value.ms), value.nanoOfMs);
}
template <Unit unit> int64_t extractDate(FunctionContext &, int32_t date) { return extractFromDate(unit, date); }
template <Unit unit> int64_t extractTime(FunctionContext &, int32_t time) { return clockPart<unit>(time); }
template <Unit unit> int64_t extractIntervalDay(FunctionContext &, int64_t interval) {
  return unit == Unit::Day ? interval / kMillisPerDay : clockPart<unit>(interval);
}
template <Unit unit> int64_t extractIntervalMonth(FunctionContext &, int32_t interval) {
  if (unit == Unit::Year)
    return interval / 12;
  return unit == Unit::Month ? interval % 12 : (interval % 12 - 1) / 3 + 1;
}

int64_t floorTo(int64_t value, int64_t step) { return value - floorMod(value, step); }

/// DAY and below round exactly; larger units take the day first, and CEIL forgets the time of day.
template <Unit unit, bool ceil> int64_t roundMillis(int64_t ms) {
  if constexpr (millisOf(unit) != 0 && unit != Unit::Week) {
    int64_t down = floorTo(ms, millisOf(unit));
    return ceil && down != ms ? down + millisOf(unit) : down;
  } else {
    return roundDate(unit, static_cast<int32_t>(ms / kMillisPerDay), ceil) * kMillisPerDay;
  }
}

template <Unit unit, bool ceil> Timestamp roundTimestamp(FunctionContext &, Timestamp value) {
  if constexpr (unit == Unit::Millisecond)
    return {value.ms + (ceil && value.nanoOfMs > 0), 0, 0};
  return {roundMillis<unit, ceil>(value.ms), 0, 0};
}
template <Unit unit, bool ceil> Timestamp roundLtz(FunctionContext &context, Timestamp value) {
  int64_t offset = sessionZone(context).offsetMsAtUtc(value.ms);
  return {roundMillis<unit, ceil>(value.ms + offset) - offset, 0, 0};
}
template <Unit unit, bool ceil> int32_t roundDay(FunctionContext &, int32_t date) {
  return static_cast<int32_t>(roundDate(unit, date, ceil));
}
template <Unit unit, bool ceil> int32_t roundTime(FunctionContext &, int32_t time) {
  return static_cast<int32_t>(roundMillis<unit, ceil>(time));
}

template <Unit unit> int64_t addUnits(int64_t ms, int32_t count) {
  if constexpr (monthsOf(unit) != 0)
    return addMonthsToMillis(ms, static_cast<int32_t>(static_cast<uint32_t>(count) * static_cast<uint32_t>(monthsOf(unit))));
  return ms + count * millisOf(unit);
}
template <Unit unit> Timestamp addTimestamp(FunctionContext &, int32_t count, Timestamp value) {
  Timestamp result = value;
  result.ms = addUnits<unit>(value.ms, count);
  return result;
}
template <Unit unit> int32_t addDate(FunctionContext &, int32_t count, int32_t date) {
  return static_cast<int32_t>(addUnits<unit>(date * kMillisPerDay, count) / kMillisPerDay);
}
template <Unit unit> Timestamp addClockToDate(FunctionContext &, int32_t count, int32_t date) {
  return {addUnits<unit>(date * kMillisPerDay, count), 0, 0};
}

int64_t millisOfPoint(const Timestamp &value) { return value.ms; }
int64_t millisOfPoint(int32_t date) { return date * kMillisPerDay; }

template <Unit unit, typename From, typename To> int32_t difference(FunctionContext &, From from, To to) {
  int64_t begin = millisOfPoint(from), end = millisOfPoint(to);
  if constexpr (monthsOf(unit) != 0)
    return subtractMonthsOfMillis(end, begin) / monthsOf(unit);
  else
    return static_cast<int32_t>((end - begin) / millisOf(unit));
}

} // namespace
} // namespace millrace::temporal

using namespace millrace;
using namespace millrace::temporal;

#define MR_CALENDAR_EXTRACT(name, unit)                                                                                \
  MR_FUNCTION(mr_fn_extract_##name##_timestamp, extractTimestamp<Unit::unit>)                                          \
  MR_FUNCTION(mr_fn_extract_##name##_ltz, extractLtz<Unit::unit>)                                                      \
  MR_FUNCTION(mr_fn_extract_##name##_date, extractDate<Unit::unit>)
MR_CALENDAR_EXTRACT(millennium, Millennium)
MR_CALENDAR_EXTRACT(century, Century)
MR_CALENDAR_EXTRACT(decade, Decade)
MR_CALENDAR_EXTRACT(year, Year)
MR_CALENDAR_EXTRACT(isoyear, IsoYear)
MR_CALENDAR_EXTRACT(quarter, Quarter)
MR_CALENDAR_EXTRACT(month, Month)
MR_CALENDAR_EXTRACT(week, Week)
MR_CALENDAR_EXTRACT(day, Day)
MR_CALENDAR_EXTRACT(doy, DayOfYear)
MR_CALENDAR_EXTRACT(dow, DayOfWeek)
MR_CALENDAR_EXTRACT(isodow, IsoDayOfWeek)
MR_CALENDAR_EXTRACT(epoch, Epoch)

#define MR_CLOCK_EXTRACT(name, unit)                                                                                   \
  MR_FUNCTION(mr_fn_extract_##name##_timestamp, extractTimestamp<Unit::unit>)                                          \
  MR_FUNCTION(mr_fn_extract_##name##_ltz, extractLtz<Unit::unit>)                                                      \
  MR_FUNCTION(mr_fn_extract_##name##_time, extractTime<Unit::unit>)                                                    \
  MR_FUNCTION(mr_fn_extract_##name##_interval, extractIntervalDay<Unit::unit>)
MR_CLOCK_EXTRACT(hour, Hour)
MR_CLOCK_EXTRACT(minute, Minute)
MR_CLOCK_EXTRACT(second, Second)
MR_CLOCK_EXTRACT(millisecond, Millisecond)
MR_FUNCTION(mr_fn_extract_microsecond_timestamp, extractTimestamp<Unit::Microsecond>)
MR_FUNCTION(mr_fn_extract_nanosecond_timestamp, extractTimestamp<Unit::Nanosecond>)
MR_FUNCTION(mr_fn_extract_day_interval, extractIntervalDay<Unit::Day>)
MR_FUNCTION(mr_fn_extract_year_interval, extractIntervalMonth<Unit::Year>)
MR_FUNCTION(mr_fn_extract_quarter_interval, extractIntervalMonth<Unit::Quarter>)
MR_FUNCTION(mr_fn_extract_month_interval, extractIntervalMonth<Unit::Month>)

#define MR_ROUND(type, name, unit, body)                                                                     \
  MR_FUNCTION(mr_fn_floor_##name##_##type, body<Unit::unit, false>)                                                    \
  MR_FUNCTION(mr_fn_ceil_##name##_##type, body<Unit::unit, true>)
#define MR_ROUND_CALENDAR(name, unit)                                                                                  \
  MR_ROUND(timestamp, name, unit, roundTimestamp)                                                               \
  MR_ROUND(ltz, name, unit, roundLtz)                                                                           \
  MR_ROUND(date, name, unit, roundDay)
#define MR_ROUND_CLOCK(name, unit)                                                                                     \
  MR_ROUND(timestamp, name, unit, roundTimestamp)                                                               \
  MR_ROUND(ltz, name, unit, roundLtz)                                                                           \
  MR_ROUND(time, name, unit, roundTime)
MR_ROUND_CALENDAR(millennium, Millennium)
MR_ROUND_CALENDAR(century, Century)
MR_ROUND_CALENDAR(decade, Decade)
MR_ROUND_CALENDAR(year, Year)
MR_ROUND_CALENDAR(quarter, Quarter)
MR_ROUND_CALENDAR(month, Month)
MR_ROUND_CALENDAR(week, Week)
MR_ROUND_CALENDAR(day, Day)
MR_ROUND_CLOCK(hour, Hour)
MR_ROUND_CLOCK(minute, Minute)
MR_ROUND_CLOCK(second, Second)
MR_ROUND_CLOCK(millisecond, Millisecond)

#define MR_DIFF(name, unit)                                                                                            \
  MR_FUNCTION(mr_fn_diff_##name##_timestamp, difference<Unit::unit, Timestamp, Timestamp>)                             \
  MR_FUNCTION(mr_fn_diff_##name##_date, difference<Unit::unit, int32_t, int32_t>)                                      \
  MR_FUNCTION(mr_fn_diff_##name##_date_timestamp, difference<Unit::unit, int32_t, Timestamp>)                          \
  MR_FUNCTION(mr_fn_diff_##name##_timestamp_date, difference<Unit::unit, Timestamp, int32_t>)                          \
  MR_FUNCTION(mr_fn_add_##name##_timestamp, addTimestamp<Unit::unit>)
MR_DIFF(second, Second)
MR_DIFF(minute, Minute)
MR_DIFF(hour, Hour)
MR_DIFF(day, Day)
MR_DIFF(week, Week)
MR_DIFF(month, Month)
MR_DIFF(quarter, Quarter)
MR_DIFF(year, Year)
MR_FUNCTION(mr_fn_add_second_date, addClockToDate<Unit::Second>)
MR_FUNCTION(mr_fn_add_minute_date, addClockToDate<Unit::Minute>)
MR_FUNCTION(mr_fn_add_hour_date, addClockToDate<Unit::Hour>)
MR_FUNCTION(mr_fn_add_day_date, addDate<Unit::Day>)
MR_FUNCTION(mr_fn_add_week_date, addDate<Unit::Week>)
MR_FUNCTION(mr_fn_add_month_date, addDate<Unit::Month>)
MR_FUNCTION(mr_fn_add_quarter_date, addDate<Unit::Quarter>)
MR_FUNCTION(mr_fn_add_year_date, addDate<Unit::Year>)
