/// Dates and times as Flink's SQL reads them from text without a pattern, and writes them.
///
/// Source: Flink's DateTimeUtils (parseDate, parseTime, DEFAULT_TIMESTAMP_FORMATTER, formatTimestamp, formatTimestampMillis,
///         formatIntervalYearMonth, formatIntervalDayTime).
#pragma once
#include "runtime/abi/Values.h"

namespace millrace::temporal {

/// `y`, `y-m` or `y-m-d`, parts of any length with blanks around them; what follows a blank is ignored.
bool parseSqlDate(StringView text, int32_t &days);
/// `h[:m[:s[.f]]]` with an optional zone offset behind it; milliseconds of the day.
bool parseSqlTime(StringView text, int32_t &millis);
/// `yyyy-[m]m-[d]d` or that with ` [h]h:[m]m:[s]s[.f{0,9}]`, cut to `precision` fraction digits.
bool parseSqlTimestamp(StringView text, int32_t precision, Timestamp &result);
/// java.sql.Timestamp.valueOf and, without a blank, java.sql.Date.valueOf.
bool parseJdbcTimestamp(StringView text, Timestamp &result);

/// Up to 32 bytes each: all `precision` digits for timestamps; times drop zeros at the end but the first.
char *putSqlTimestamp(char *out, const Timestamp &local, int32_t precision);
char *putSqlTime(char *out, int32_t millis, int32_t precision);
char *putIntervalMonth(char *out, int32_t months);
char *putIntervalDay(char *out, int64_t millis);

/// Drops fraction digits past `precision`; towards zero, as Flink does.
Timestamp truncated(Timestamp value, int32_t precision);
int32_t truncatedTime(int32_t millis, int32_t precision);

} // namespace millrace::temporal
