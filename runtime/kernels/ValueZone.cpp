// Event time in the session's zone, for windows over TIMESTAMP_LTZ.
#include "runtime/abi/LowerAbi.h"
#include "runtime/time/TimeZone.h"

#include <limits>

namespace millrace {

static const TimeZone &zoneOf(const FunctionContext *context) {
  return context->timeZone ? *static_cast<const TimeZone *>(context->timeZone) : TimeZone::utc();
}

extern "C" int64_t mr_zone_local_ms(FunctionContext *context, int64_t utcMs) { return zoneOf(context).toLocalMs(utcMs); }

// Flink fires a window at the later of two instants that its last local millisecond means (TimeWindowUtil.toEpochMillsForTimer).
// So while an hour runs for the first time, local time stands still at the hour's beginning.
extern "C" int64_t mr_zone_local_watermark(FunctionContext *context, int64_t utcMs) {
  if (utcMs == std::numeric_limits<int64_t>::min() || utcMs == std::numeric_limits<int64_t>::max())
    return utcMs;
  const TimeZone &zone = zoneOf(context);
  int64_t local = zone.toLocalMs(utcMs);
  int64_t later = zone.toUtcMs(local, TimeZone::Overlap::Later);
  if (later <= utcMs)
    return local;
  // In the first pass: find the overlap's beginning, the first local time that occurs again.
  int64_t low = local - 24 * 3600 * 1000LL, high = local; // low is unambiguous
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    if (zone.toUtcMs(middle, TimeZone::Overlap::Later) > utcMs)
      high = middle;
    else
      low = middle;
  }
  return low;
}

} // namespace millrace
