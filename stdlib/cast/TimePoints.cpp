// Casts among DATE, TIME, TIMESTAMP and TIMESTAMP_LTZ. Before 1970 TIMESTAMP divides towards zero, as in Flink.
#include "stdlib/temporal/Calendar.h"
#include "stdlib/temporal/SqlText.h"

namespace millrace::cast {
namespace {

using temporal::sessionZone;
using temporal::truncated;
using temporal::truncatedTime;

Timestamp samePoint(FunctionContext &, Timestamp value, TypeConstant pr) { return truncated(value, pr); }
Timestamp timestampToLtz(FunctionContext &context, Timestamp value, TypeConstant pr) {
  value.ms = sessionZone(context).toUtcMs(value.ms);
  return truncated(value, pr);
}
Timestamp ltzToTimestamp(FunctionContext &context, Timestamp value, TypeConstant pr) {
  value.ms = sessionZone(context).toLocalMs(value.ms);
  return truncated(value, pr);
}
int32_t timestampToDate(FunctionContext &, Timestamp value) { return static_cast<int32_t>(value.ms / kMillisPerDay); }
int32_t timestampToTime(FunctionContext &, Timestamp value, TypeConstant pr) {
  return truncatedTime(static_cast<int32_t>(value.ms % kMillisPerDay), pr);
}
int32_t ltzToDate(FunctionContext &context, Timestamp value) {
  return static_cast<int32_t>(floorDiv(sessionZone(context).toLocalMs(value.ms), kMillisPerDay));
}
int32_t ltzToTime(FunctionContext &context, Timestamp value, TypeConstant pr) {
  return truncatedTime(static_cast<int32_t>(temporal::floorMod(sessionZone(context).toLocalMs(value.ms), kMillisPerDay)), pr);
}
Timestamp dateToTimestamp(FunctionContext &, int32_t value) { return {value * kMillisPerDay, 0, 0}; }
Timestamp dateToLtz(FunctionContext &context, int32_t value) {
  return {sessionZone(context).toUtcMs(value * kMillisPerDay), 0, 0};
}
Timestamp timeToTimestamp(FunctionContext &, int32_t value) { return {value, 0, 0}; }
Timestamp timeToLtz(FunctionContext &context, int32_t value) { return {sessionZone(context).toUtcMs(value), 0, 0}; }
int32_t timeToTime(FunctionContext &, int32_t value, TypeConstant pr) { return truncatedTime(value, pr); }

} // namespace
} // namespace millrace::cast

using namespace millrace::cast;
MR_FUNCTION(mr_fn_cast_timestamp_timestamp, samePoint)
MR_FUNCTION(mr_fn_cast_timestamp_ltz, timestampToLtz)
MR_FUNCTION(mr_fn_cast_ltz_timestamp, ltzToTimestamp)
MR_FUNCTION(mr_fn_cast_timestamp_date, timestampToDate)
MR_FUNCTION(mr_fn_cast_timestamp_time, timestampToTime)
MR_FUNCTION(mr_fn_cast_ltz_date, ltzToDate)
MR_FUNCTION(mr_fn_cast_ltz_time, ltzToTime)
MR_FUNCTION(mr_fn_cast_date_timestamp, dateToTimestamp)
MR_FUNCTION(mr_fn_cast_date_ltz, dateToLtz)
MR_FUNCTION(mr_fn_cast_time_timestamp, timeToTimestamp)
MR_FUNCTION(mr_fn_cast_time_ltz, timeToLtz)
MR_FUNCTION(mr_fn_cast_time_time, timeToTime)
