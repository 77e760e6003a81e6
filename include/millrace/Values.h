/// The C++ forms of SQL values in functions of the user's own.
///
/// Shape:    bool BOOLEAN, int8_t … int64_t TINYINT … BIGINT, float FLOAT, double DOUBLE, std::string_view STRING, std::span<const uint8_t>
///           BYTES, and the types below. Results may also be std::string and std::vector<uint8_t>. std::optional<T> is a T that may be NULL.
/// Lifetime: text and bytes of arguments live as long as the row's work; a view of them, or of a literal, may be the result.
/// Errors:   a result outside a type's bounds ends the query with an error that names the function.
#pragma once
#include "runtime/abi/Values.h"

#include <compare>
#include <cstdint>

namespace millrace {

// TIMESTAMP(9) is millrace::Timestamp of runtime/abi/Values.h: `ms` since 1970-01-01 00:00 without a zone, `nanoOfMs` 0 … 999'999.

/// TIMESTAMP_LTZ(9): `ms` since 1970-01-01 00:00 UTC.
struct TimestampLtz : Timestamp {};

/// DATE. `std::chrono::sys_days{std::chrono::days{date.days}}` is the same day.
struct Date {
  int32_t days = 0; ///< since 1970-01-01
  friend auto operator<=>(const Date &, const Date &) = default;
};

/// TIME.
struct Time {
  int32_t ms = 0; ///< of the day, 0 … 86'399'999
  friend auto operator<=>(const Time &, const Time &) = default;
};

/// DECIMAL(precision, scale): 12.30 as DECIMAL(10, 2) is 1230.
template <int precision, int scale = 0> struct DecimalOf {
  static_assert(precision >= 1 && precision <= 38, "DECIMAL has a precision of 1 to 38 digits");
  static_assert(scale >= 0 && scale <= precision, "the scale of a DECIMAL is 0 to its precision");
  __int128 unscaled = 0;
  friend auto operator<=>(const DecimalOf &, const DecimalOf &) = default;
};

} // namespace millrace
