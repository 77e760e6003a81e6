/// Names and small enumerations that every AST header shares.
///
/// Shape:   plain values; text views never point into the source, so an AST outlives it.
#ifndef MILLRACE_COMPILER_AST_NODE_H
#define MILLRACE_COMPILER_AST_NODE_H

#include "compiler/source/SourceText.h"

#include "llvm/Support/Casting.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace millrace::ast {

using source::SourceRange;

/// A name as written: case kept, quotes removed, doubled back-ticks undone.
struct Identifier {
  std::string text;
  bool quoted = false;
  SourceRange range;
};

/// `a`, `a.b`, `a.b.c`; never empty.
struct CompoundIdentifier {
  std::vector<Identifier> parts;
  SourceRange range;

  /// Parts joined by `.`, without quotes: for messages.
  [[nodiscard]] std::string str() const;
  [[nodiscard]] const Identifier &last() const { return parts.back(); }
};

/// Units of EXTRACT, FLOOR TO, TIMESTAMPADD and intervals; plural spellings are folded to the singular.
enum class TimeUnit : uint8_t {
  Nanosecond, Microsecond, Millisecond, Second, Minute, Hour, Day, Week, Month, Quarter, Year,
  Decade, Century, Millennium, Epoch, DayOfWeek, DayOfYear, IsoDayOfWeek, IsoYear,
};
/// SQL spelling: `SECOND`, `DOW`, `ISODOW`.
[[nodiscard]] const char *spelling(TimeUnit unit);

/// `DAY`, `DAY(3)`, `DAY TO SECOND(3)`.
struct IntervalQualifier {
  TimeUnit from = TimeUnit::Day;
  std::optional<TimeUnit> to;
  std::optional<uint32_t> leadingPrecision;
  std::optional<uint32_t> fractionPrecision;
  SourceRange range;

  [[nodiscard]] bool isYearMonth() const { return from == TimeUnit::Year || from == TimeUnit::Quarter || from == TimeUnit::Month; }
};

} // namespace millrace::ast

#endif
