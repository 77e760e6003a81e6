/// Values as Java's toString gives them inside Flink's print lines: `+I[a, null, 2020-01-01T00:00]`.
///
/// Source: PrintTableSinkFactory, Row.toString and RowUtils.deepToStringRow; toString of LocalTime, LocalDateTime, Instant,
///         Period and Duration in java.time.
#pragma once
#include "runtime/kernels/TextWrite.h"

namespace millrace::print {

inline void putKind(OutBuffer *out, int32_t kind) {
  static constexpr char kKinds[9] = "+I-U+U-D";
  out->append(kKinds + 2 * (kind & 3), 2);
}

inline void putBytes(OutBuffer *out, const StringView &value) {
  out->push('[');
  for (uint32_t i = 0; i < value.sizeBytes; ++i) {
    if (i > 0)
      text::putLiteral(out, ", ");
    text::putInteger(out, static_cast<signed char>(value.bytes[i]));
  }
  out->push(']');
}

inline void putTime(OutBuffer *out, int32_t millisOfDay) {
  out->position = millrace::putTime(out->reserve(24), static_cast<int64_t>(millisOfDay) * 1000000, FractionText::Groups, true);
}

/// LocalDateTime.toString, or Instant.toString with `utc` (which always has seconds).
inline void putTimestamp(OutBuffer *out, const Timestamp &value, bool utc) {
  char *position = millrace::putTimestamp(out->reserve(48), value, 'T', FractionText::Groups, !utc);
  if (utc)
    *position++ = 'Z';
  out->position = position;
}

/// Period.ofMonths normalised as Flink's YearMonthIntervalType does it: P1Y2M, P0D when zero.
inline void putIntervalMonth(OutBuffer *out, int32_t months) {
  char *position = out->reserve(32);
  *position++ = 'P';
  if (months == 0) {
    *position++ = '0';
    *position++ = 'D';
  }
  if (months / 12 != 0) {
    position = millrace::putInteger(position, months / 12);
    *position++ = 'Y';
  }
  if (months % 12 != 0) {
    position = millrace::putInteger(position, months % 12);
    *position++ = 'M';
  }
  out->position = position;
}

/// Duration.toString: PT27H3M0.5S; every part carries the sign.
inline void putIntervalDay(OutBuffer *out, int64_t ms) {
  char *position = out->reserve(64);
  *position++ = 'P';
  *position++ = 'T';
  int64_t seconds = floorDiv(ms, 1000);
  uint32_t nanos = static_cast<uint32_t>(ms - seconds * 1000) * 1000000;
  int64_t effective = seconds < 0 && nanos > 0 ? seconds + 1 : seconds;
  if (effective / 3600 != 0) {
    position = millrace::putInteger(position, effective / 3600);
    *position++ = 'H';
  }
  if (effective / 60 % 60 != 0) {
    position = millrace::putInteger(position, effective / 60 % 60);
    *position++ = 'M';
  }
  int64_t rest = effective % 60;
  if (rest != 0 || nanos != 0 || ms == 0) {
    if (seconds < 0 && nanos > 0 && rest == 0)
      *position++ = '-';
    position = millrace::putInteger(position, rest);
    position = putFraction(position, seconds < 0 && nanos > 0 ? 1000000000 - nanos : nanos, FractionText::Shortest);
    *position++ = 'S';
  }
  out->position = position;
}

} // namespace millrace::print
