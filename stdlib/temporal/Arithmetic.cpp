#include "stdlib/temporal/Calendar.h"

namespace millrace::temporal {
namespace {

int64_t wrapAdd(int64_t left, int64_t right) {
  return static_cast<int64_t>(static_cast<uint64_t>(left) + static_cast<uint64_t>(right));
}
Timestamp withMs(const Timestamp &value, int64_t ms) {
  Timestamp result = value;
  result.ms = ms;
  return result;
}

Timestamp timestampPlusDay(FunctionContext &, Timestamp value, int64_t interval) { return withMs(value, wrapAdd(value.ms, interval)); }
Timestamp timestampMinusDay(FunctionContext &, Timestamp value, int64_t interval) {
  return withMs(value, wrapAdd(value.ms, static_cast<int64_t>(0 - static_cast<uint64_t>(interval))));
}
Timestamp timestampPlusMonth(FunctionContext &, Timestamp value, int32_t months) {
  return withMs(value, addMonthsToMillis(value.ms, months));
}
Timestamp timestampMinusMonth(FunctionContext &, Timestamp value, int32_t months) {
  return withMs(value, addMonthsToMillis(value.ms, -months));
}
int32_t datePlusDay(FunctionContext &, int32_t date, int64_t interval) {
  return static_cast<int32_t>(date + interval / kMillisPerDay);
}
int32_t dateMinusDay(FunctionContext &, int32_t date, int64_t interval) {
  return static_cast<int32_t>(date - interval / kMillisPerDay);
}
int32_t datePlusMonth(FunctionContext &, int32_t date, int32_t months) { return addMonths(date, months); }
int32_t dateMinusMonth(FunctionContext &, int32_t date, int32_t months) { return addMonths(date, -months); }
int32_t timePlusDay(FunctionContext &, int32_t time, int64_t interval) {
  return static_cast<int32_t>((time + kMillisPerDay + interval % kMillisPerDay) % kMillisPerDay);
}
int32_t timeMinusDay(FunctionContext &, int32_t time, int64_t interval) {
  return static_cast<int32_t>((time + kMillisPerDay - interval % kMillisPerDay) % kMillisPerDay);
}
int32_t timeWithMonth(FunctionContext &, int32_t time, int32_t) { return time; }

int64_t timestampMinusTimestamp(FunctionContext &, Timestamp left, Timestamp right) { return left.ms - right.ms; }
int64_t dateMinusDate(FunctionContext &, int32_t left, int32_t right) { return (int64_t{left} - right) * kMillisPerDay; }
int64_t timeMinusTime(FunctionContext &, int32_t left, int32_t right) { return int64_t{left} - right; }

int64_t dayPlusDay(FunctionContext &, int64_t left, int64_t right) { return wrapAdd(left, right); }
int64_t dayMinusDay(FunctionContext &, int64_t left, int64_t right) {
  return static_cast<int64_t>(static_cast<uint64_t>(left) - static_cast<uint64_t>(right));
}
int32_t monthPlusMonth(FunctionContext &, int32_t left, int32_t right) {
  return static_cast<int32_t>(static_cast<uint32_t>(left) + static_cast<uint32_t>(right));
}
int32_t monthMinusMonth(FunctionContext &, int32_t left, int32_t right) {
  return static_cast<int32_t>(static_cast<uint32_t>(left) - static_cast<uint32_t>(right));
}
int64_t negateDay(FunctionContext &, int64_t value) { return static_cast<int64_t>(0 - static_cast<uint64_t>(value)); }
int32_t negateMonth(FunctionContext &, int32_t value) { return static_cast<int32_t>(0 - static_cast<uint32_t>(value)); }

int32_t compareTimestamps(FunctionContext &, Timestamp left, Timestamp right) {
  return left == right ? 0 : left < right ? -1 : 1;
}

} // namespace
} // namespace millrace::temporal

using namespace millrace::temporal;
MR_FUNCTION(mr_fn_timestamp_plus_day, timestampPlusDay)
MR_FUNCTION(mr_fn_timestamp_minus_day, timestampMinusDay)
MR_FUNCTION(mr_fn_timestamp_plus_month, timestampPlusMonth)
MR_FUNCTION(mr_fn_timestamp_minus_month, timestampMinusMonth)
MR_FUNCTION(mr_fn_date_plus_day, datePlusDay)
MR_FUNCTION(mr_fn_date_minus_day, dateMinusDay)
MR_FUNCTION(mr_fn_date_plus_month, datePlusMonth)
MR_FUNCTION(mr_fn_date_minus_month, dateMinusMonth)
MR_FUNCTION(mr_fn_time_plus_day, timePlusDay)
MR_FUNCTION(mr_fn_time_minus_day, timeMinusDay)
MR_FUNCTION(mr_fn_time_with_month, timeWithMonth)
MR_FUNCTION(mr_fn_timestamp_minus_timestamp, timestampMinusTimestamp)
MR_FUNCTION(mr_fn_date_minus_date, dateMinusDate)
MR_FUNCTION(mr_fn_time_minus_time, timeMinusTime)
MR_FUNCTION(mr_fn_interval_day_plus, dayPlusDay)
MR_FUNCTION(mr_fn_interval_day_minus, dayMinusDay)
MR_FUNCTION(mr_fn_interval_month_plus, monthPlusMonth)
MR_FUNCTION(mr_fn_interval_month_minus, monthMinusMonth)
MR_FUNCTION(mr_fn_interval_day_negate, negateDay)
MR_FUNCTION(mr_fn_interval_month_negate, negateMonth)
MR_FUNCTION(mr_fn_timestamp_compare, compareTimestamps)
