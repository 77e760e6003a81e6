/// Days, months and sessions' zones as Flink's DateTimeUtils computes them, its truncations before 1970 included.
///
/// Source: org.apache.flink.table.utils.DateTimeUtils.
#pragma once
#include "runtime/kernels/TemporalText.h"
#include "runtime/time/TimeZone.h"
#include "stdlib/Function.h"

namespace millrace::temporal {

constexpr int64_t kMillisPerSecond = 1000, kMillisPerMinute = 60000, kMillisPerHour = 3600000;

/// The zone of `table.local-time-zone`.
inline const TimeZone &sessionZone(const FunctionContext &context) {
  return context.timeZone == nullptr ? TimeZone::utc() : *static_cast<const TimeZone *>(context.timeZone);
}

inline int64_t floorMod(int64_t value, int64_t by) { return value - floorDiv(value, by) * by; }

inline int32_t ymdToDays(int64_t year, int64_t month, int64_t day) {
  return static_cast<int32_t>(daysFromCivil(year, static_cast<uint32_t>(month), 1) + day - 1);
}

inline int32_t addMonths(int32_t days, int32_t months) {
  CivilDate date = civilFromDays(days);
  int64_t month = date.year * 12 + date.month - 1 + months;
  int64_t year = floorDiv(month, 12);
  auto monthOfYear = static_cast<uint32_t>(month - year * 12 + 1);
  uint32_t last = daysInMonth(year, monthOfYear);
  return ymdToDays(year, monthOfYear, date.day < last ? date.day : last);
}

inline int64_t addMonthsToMillis(int64_t ms, int32_t months) {
  int64_t millisOfDay = floorMod(ms, kMillisPerDay);
  return addMonths(static_cast<int32_t>((ms - millisOfDay) / kMillisPerDay), months) * kMillisPerDay + millisOfDay;
}

/// Whole months from `from` to `to`.
inline int32_t subtractMonths(int32_t to, int32_t from) {
  if (to < from)
    return -subtractMonths(from, to);
  CivilDate a = civilFromDays(to), b = civilFromDays(from);
  // Start one short of the plain difference: month ends shift the exact one by at most one.
  auto months = static_cast<int32_t>((a.year - b.year) * 12 + static_cast<int32_t>(a.month) - static_cast<int32_t>(b.month)) - 1;
  while (addMonths(from, months + 1) <= to)
    ++months;
  return months;
}

inline int32_t subtractMonthsOfMillis(int64_t to, int64_t from) {
  int64_t toMillis = floorMod(to, kMillisPerDay), fromMillis = floorMod(from, kMillisPerDay);
  auto toDays = static_cast<int32_t>(floorDiv(to, kMillisPerDay)), fromDays = static_cast<int32_t>(floorDiv(from, kMillisPerDay));
  int32_t months = subtractMonths(toDays, fromDays);
  if (addMonths(fromDays, months) == toDays && toMillis < fromMillis)
    --months;
  return months;
}

} // namespace millrace::temporal
