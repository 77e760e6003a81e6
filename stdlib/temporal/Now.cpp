// The clock, as of the current batch of rows.
#include "stdlib/temporal/Calendar.h"

namespace millrace::temporal {
namespace {

Timestamp currentTimestamp(FunctionContext &context) { return {context.nowMs, 0, 0}; }
Timestamp localTimestamp(FunctionContext &context) { return {sessionZone(context).toLocalMs(context.nowMs), 0, 0}; }
int32_t currentDate(FunctionContext &context) {
  return static_cast<int32_t>(floorDiv(sessionZone(context).toLocalMs(context.nowMs), kMillisPerDay));
}
int32_t currentTime(FunctionContext &context) {
  int64_t millis = floorMod(sessionZone(context).toLocalMs(context.nowMs), kMillisPerDay);
  return static_cast<int32_t>(millis - millis % 1000); // TIME(0)
}
int64_t unixTimestamp(FunctionContext &context) { return context.nowMs / 1000; }

} // namespace
} // namespace millrace::temporal

using namespace millrace::temporal;
MR_FUNCTION(mr_fn_current_timestamp, currentTimestamp)
MR_FUNCTION(mr_fn_local_timestamp, localTimestamp)
MR_FUNCTION(mr_fn_current_date, currentDate)
MR_FUNCTION(mr_fn_current_time, currentTime)
MR_FUNCTION(mr_fn_unix_timestamp, unixTimestamp)
