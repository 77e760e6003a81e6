// Functions between time points and text.
#include "stdlib/string/Utf8.h"
#include "stdlib/temporal/Pattern.h"
#include "stdlib/temporal/SqlText.h"

namespace millrace::temporal {
namespace {

constexpr std::string_view kTimestampPattern = "yyyy-MM-dd HH:mm:ss";
StringView defaultPattern() { return StringView(kTimestampPattern); }

StringView formatTimestamp(FunctionContext &context, Timestamp value, StringView pattern) {
  return checkPattern(context, pattern, Dialect::Formatter) ? formatPattern(context, value, pattern, Dialect::Formatter, 0)
                                                             : StringView();
}

Timestamp toLocal(const TimeZone &zone, const Timestamp &instant) {
  return {zone.toLocalMs(instant.ms), instant.nanoOfMs, 0};
}

StringView formatLtz(FunctionContext &context, Timestamp value, StringView pattern) {
  return formatTimestamp(context, toLocal(sessionZone(context), value), pattern);
}

StringView formatInstant(FunctionContext &context, int64_t utcMs, StringView pattern, const TimeZone &zone) {
  int64_t offset = zone.offsetMsAtUtc(utcMs);
  return formatPattern(context, {utcMs + offset, 0, 0}, pattern, Dialect::Simple, offset);
}

/// The instant that SimpleDateFormat reads; false if the text does not fit.
bool parseInstant(StringView text, StringView pattern, const TimeZone &zone, int64_t &utcMs) {
  ParsedTime parsed;
  if (!parsePattern(text, pattern, Dialect::Simple, parsed))
    return false;
  utcMs = parsed.hasOffset ? parsed.local.ms - parsed.offsetMs : zone.toUtcMs(parsed.local.ms, TimeZone::Overlap::Later);
  return true;
}

Nullable<StringView> formatString(FunctionContext &context, StringView text, StringView pattern) {
  int64_t utcMs;
  if (!checkPattern(context, pattern, Dialect::Simple) || !parseInstant(text, defaultPattern(), TimeZone::utc(), utcMs))
    return {};
  return formatInstant(context, utcMs, pattern, TimeZone::utc());
}

StringView fromUnixtimeWith(FunctionContext &context, int64_t seconds, StringView pattern) {
  if (!checkPattern(context, pattern, Dialect::Simple))
    return {};
  return formatInstant(context, seconds * 1000, pattern, sessionZone(context));
}
StringView fromUnixtime(FunctionContext &context, int64_t seconds) {
  return fromUnixtimeWith(context, seconds, defaultPattern());
}

/// Flink answers the least BIGINT for a text that does not fit.
int64_t unixTimestampWith(FunctionContext &context, StringView text, StringView pattern) {
  int64_t utcMs;
  if (!checkPattern(context, pattern, Dialect::Simple) || !parseInstant(text, pattern, sessionZone(context), utcMs))
    return INT64_MIN;
  return utcMs / 1000;
}
int64_t unixTimestampOf(FunctionContext &context, StringView text) {
  return unixTimestampWith(context, text, defaultPattern());
}

Nullable<int32_t> toDate(FunctionContext &, StringView text) {
  int32_t days;
  return parseSqlDate(text, days) ? Nullable<int32_t>(days) : Nullable<int32_t>();
}
Nullable<int32_t> toDateWith(FunctionContext &context, StringView text, StringView pattern) {
  int64_t utcMs;
  if (!checkPattern(context, pattern, Dialect::Simple) || !parseInstant(text, pattern, TimeZone::utc(), utcMs))
    return {};
  return static_cast<int32_t>(floorDiv(utcMs, kMillisPerDay));
}

Nullable<Timestamp> toTimestamp(FunctionContext &, StringView text) {
  Timestamp result;
  return parseSqlTimestamp(text, 3, result) ? Nullable<Timestamp>(result) : Nullable<Timestamp>();
}

/// A text that does not fit the pattern may still be a JDBC timestamp or date.
Nullable<Timestamp> toTimestampWith(FunctionContext &context, StringView text, StringView pattern) {
  if (!checkPattern(context, pattern, Dialect::Formatter))
    return {};
  ParsedTime parsed;
  if (!parsePattern(text, pattern, Dialect::Formatter, parsed) && !parseJdbcTimestamp(text, parsed.local))
    return {};
  return truncated(parsed.local, 3);
}

constexpr int64_t kMinEpochMs = -62167219200000, kMaxEpochMs = 253402300799999; // years 0000 to 9999

Nullable<Timestamp> instantOfMillis(int64_t ms) {
  return ms >= kMinEpochMs && ms <= kMaxEpochMs ? Nullable<Timestamp>(Timestamp{ms, 0, 0}) : Nullable<Timestamp>();
}

bool checkEpochPrecision(FunctionContext &context, int32_t precision) {
  if (precision == 0 || precision == 3)
    return true;
  constexpr std::string_view kMessage = "the precision of TO_TIMESTAMP_LTZ(numeric, precision) is 0 (seconds) or 3 (milliseconds)";
  context.fail(FunctionError::InvalidArgument, StringView(kMessage));
  return false;
}

Nullable<Timestamp> ltzOfNumber(FunctionContext &context, int64_t epoch, int32_t precision) {
  if (!checkEpochPrecision(context, precision))
    return {};
  if (precision == 3)
    return instantOfMillis(epoch);
  return epoch < kMinEpochMs / 1000 || epoch > kMaxEpochMs / 1000 ? Nullable<Timestamp>() : instantOfMillis(epoch * 1000);
}
Nullable<Timestamp> ltzOfDouble(FunctionContext &context, double epoch, int32_t precision) {
  if (!checkEpochPrecision(context, precision))
    return {};
  double ms = precision == 0 ? epoch * 1000 : epoch;
  if (!(ms >= static_cast<double>(kMinEpochMs) && ms <= static_cast<double>(kMaxEpochMs)))
    return {};
  return instantOfMillis(static_cast<int64_t>(ms));
}
Nullable<Timestamp> ltzOfDecimal(FunctionContext &context, Decimal epoch, int32_t precision, TypeConstant scale) {
  Int128 whole = epoch.unscaled / powerOfTen(scale);
  if (whole != static_cast<int64_t>(whole))
    return {};
  return ltzOfNumber(context, static_cast<int64_t>(whole), precision);
}
Nullable<Timestamp> ltzOfText(FunctionContext &context, StringView text) { return toTimestamp(context, text); }
Nullable<Timestamp> ltzOfTextWith(FunctionContext &context, StringView text, StringView pattern) {
  return toTimestampWith(context, text, pattern);
}
Nullable<Timestamp> ltzOfTextInZone(FunctionContext &context, StringView text, StringView pattern, StringView zoneId) {
  Nullable<Timestamp> local = toTimestampWith(context, text, pattern);
  const TimeZone *zone = TimeZone::find(zoneId.view());
  if (local.isNull || zone == nullptr)
    return {};
  return Timestamp{zone->toUtcMs(local.value.ms), local.value.nanoOfMs, 0};
}

/// java.util.TimeZone: an unknown id means GMT.
const TimeZone &zoneOrGmt(StringView id) {
  const TimeZone *zone = TimeZone::find(id.view());
  return zone == nullptr ? TimeZone::utc() : *zone;
}

Nullable<StringView> convertZone(FunctionContext &context, StringView text, StringView from, StringView to) {
  int64_t utcMs;
  if (!parseInstant(text, defaultPattern(), zoneOrGmt(from), utcMs))
    return {};
  return formatInstant(context, utcMs, defaultPattern(), zoneOrGmt(to));
}

} // namespace
} // namespace millrace::temporal

using namespace millrace::temporal;
MR_FUNCTION(mr_fn_date_format, formatTimestamp)
MR_FUNCTION(mr_fn_date_format_ltz, formatLtz)
MR_FUNCTION(mr_fn_date_format_string, formatString)
MR_FUNCTION(mr_fn_from_unixtime, fromUnixtime)
MR_FUNCTION(mr_fn_from_unixtime_with, fromUnixtimeWith)
MR_FUNCTION(mr_fn_unix_timestamp_of, unixTimestampOf)
MR_FUNCTION(mr_fn_unix_timestamp_with, unixTimestampWith)
MR_FUNCTION(mr_fn_to_date, toDate)
MR_FUNCTION(mr_fn_to_date_with, toDateWith)
MR_FUNCTION(mr_fn_to_timestamp, toTimestamp)
MR_FUNCTION(mr_fn_to_timestamp_with, toTimestampWith)
MR_FUNCTION(mr_fn_ltz_of_number, ltzOfNumber)
MR_FUNCTION(mr_fn_ltz_of_double, ltzOfDouble)
MR_FUNCTION(mr_fn_ltz_of_decimal, ltzOfDecimal)
MR_FUNCTION(mr_fn_ltz_of_text, ltzOfText)
MR_FUNCTION(mr_fn_ltz_of_text_with, ltzOfTextWith)
MR_FUNCTION(mr_fn_ltz_of_text_in_zone, ltzOfTextInZone)
MR_FUNCTION(mr_fn_convert_tz, convertZone)
