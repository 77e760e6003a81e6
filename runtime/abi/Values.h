/// The C++ form of every SQL value that crosses between generated code, kernels and functions.
///
/// Shape:   plain structs, trivially copyable, the same bytes in generated code (docs/formats/row.md, "Values").
/// Bounds:  NULL is never inside a value; it travels beside it as a bool (1 = NULL).
/// Threads: values are owned by nobody; a StringView's bytes live as long as the batch, arena or state that made them.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace millrace {

using Int128 = __int128;

/// Physical kinds. The numbers are part of the pipeline descriptor and never change.
enum class TypeKind : uint8_t {
  Null = 0,
  Boolean = 1,
  TinyInt = 2,
  SmallInt = 3,
  Int = 4,
  BigInt = 5,
  Float = 6,
  Double = 7,
  Decimal = 8,       // precision 1..38, scale 0..precision; unscaled two's complement
  Char = 9,          // length characters
  VarChar = 10,      // length characters; STRING is VARCHAR(2147483647)
  Binary = 11,       // length bytes
  VarBinary = 12,    // length bytes; BYTES is VARBINARY(2147483647)
  Date = 13,         // days since 1970-01-01
  Time = 14,         // milliseconds of the day
  Timestamp = 15,    // local date-time, precision 0..9
  TimestampLtz = 16, // instant, precision 0..9
  IntervalMonth = 17, // months
  IntervalDay = 18,   // milliseconds
  Array = 19,
  Map = 20,
  Multiset = 21,
  Row = 22,
};

constexpr int32_t kMaxLength = 2147483647; // of CHAR/VARCHAR/BINARY/VARBINARY: STRING and BYTES

/// Up to 4 GiB of bytes that someone else owns. 16 bytes in registers: (size | prefix << 32, pointer).
///
/// `prefix` holds the first four bytes (zero padded), so that most unequal strings differ without a load.
struct StringView {
  uint32_t sizeBytes = 0;
  uint32_t prefix = 0;
  const char *bytes = nullptr;

  StringView() = default;
  StringView(const char *begin, uint32_t size) : sizeBytes(size), bytes(begin) {
    if (size >= 4)
      std::memcpy(&prefix, begin, 4);
    else if (size > 0)
      std::memcpy(&prefix, begin, size);
  }
  explicit StringView(std::string_view text) : StringView(text.data(), static_cast<uint32_t>(text.size())) {}
  std::string_view view() const { return {bytes, sizeBytes}; }
};
static_assert(sizeof(StringView) == 16 && std::is_trivially_copyable_v<StringView>);

/// TIMESTAMP and TIMESTAMP_LTZ of any precision, as functions see it.
///
/// Bounds: nanoOfMs 0..999'999. In rows and registers a precision <= 3 is the milliseconds alone (int64).
struct Timestamp {
  int64_t ms = 0; // since 1970-01-01T00:00, local (TIMESTAMP) or UTC (TIMESTAMP_LTZ)
  int32_t nanoOfMs = 0;
  int32_t reserved = 0; // zero, so that equal values are equal bytes

  friend bool operator==(const Timestamp &a, const Timestamp &b) { return a.ms == b.ms && a.nanoOfMs == b.nanoOfMs; }
  friend auto operator<=>(const Timestamp &a, const Timestamp &b) {
    return a.ms != b.ms ? a.ms <=> b.ms : static_cast<int64_t>(a.nanoOfMs) <=> static_cast<int64_t>(b.nanoOfMs);
  }
};
static_assert(sizeof(Timestamp) == 16);

/// An unscaled DECIMAL as functions see it. In rows and registers a precision <= 18 is an int64.
struct Decimal {
  Int128 unscaled = 0;
};
static_assert(sizeof(Decimal) == 16);

/// ARRAY, MAP, MULTISET and ROW values: a packed nested value (docs/formats/row.md, "Nested values").
struct NestedView {
  uint32_t sizeBytes = 0;
  uint32_t reserved = 0;
  const uint8_t *bytes = nullptr;
};
static_assert(sizeof(NestedView) == 16);

constexpr int32_t kCompactDecimalPrecision = 18;
constexpr int32_t kCompactTimestampPrecision = 3;

/// What a changelog row does. The numbers are Flink's RowKind bytes.
enum class RowKind : uint8_t { Insert = 0, UpdateBefore = 1, UpdateAfter = 2, Delete = 3 };

constexpr bool isRetraction(RowKind kind) { return kind == RowKind::UpdateBefore || kind == RowKind::Delete; }

} // namespace millrace
