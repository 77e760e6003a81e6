/// Java's date-time patterns, read from the pattern text for each value: nothing is compiled or kept.
///
/// Dialects: `Formatter` is java.time.format.DateTimeFormatter (English, ResolverStyle.SMART): DATE_FORMAT of time points and TO_TIMESTAMP;
///           `Simple` is java.text.SimpleDateFormat (English, lenient): DATE_FORMAT of strings, FROM_UNIXTIME, UNIX_TIMESTAMP, TO_DATE, CONVERT_TZ.
/// Letters:  y u M L d D H k K h m s S n a E Q G (Formatter; u is the year), y M L d D H k K h m s S a E u Z X G (Simple; u is
///           the weekday's number), quotes, and [ ] in Formatter. Any other letter is an error.
/// Bounds:   dates are proleptic Gregorian: Simple's Julian calendar before 1582-10-15 is not copied.
#pragma once
#include "stdlib/temporal/Calendar.h"

namespace millrace::temporal {

enum class Dialect : uint8_t { Formatter, Simple };

/// One step of a pattern: a run of one letter, a literal text, or an optional section's bracket.
struct PatternItem {
  enum class Kind : uint8_t { Letters, Literal, OptionalBegin, OptionalEnd } kind;
  char letter = 0;
  int32_t count = 0;
  StringView literal;
};

/// Walks over a pattern. After the last item, or after an error, `next` is false.
class PatternReader {
public:
  PatternReader(StringView pattern, Dialect dialect) : pattern_(pattern), dialect_(dialect) {}
  bool next(PatternItem &item);
  bool unterminated() const { return unterminated_; }
  uint32_t offset() const { return offset_; }
  void seek(uint32_t offset) { offset_ = offset; }

private:
  bool nextQuoted(PatternItem &item);

  StringView pattern_;
  Dialect dialect_;
  uint32_t offset_ = 0;
  bool insideQuotes_ = false;
  bool unterminated_ = false;
};

/// Whether the letter in this count is supported.
bool isPatternLetter(Dialect dialect, char letter, int32_t count);

/// Fails the context for a pattern with unknown letters.
bool checkPattern(FunctionContext &context, StringView pattern, Dialect dialect);

/// The local date-time as text, in the arena. Precondition: checkPattern. `offsetMs` serves Z and X.
StringView formatPattern(FunctionContext &context, const Timestamp &local, StringView pattern, Dialect dialect, int64_t offsetMs);

/// Reads a local date-time; missing fields are those of 1970-01-01T00:00. False if the text does not fit the pattern.
/// `offsetMs` is set when the text says its offset (Simple: Z, X). Precondition: checkPattern.
struct ParsedTime {
  Timestamp local;
  bool hasOffset = false;
  int64_t offsetMs = 0;
};
bool parsePattern(StringView text, StringView pattern, Dialect dialect, ParsedTime &result);

constexpr const char *kMonthNames[12] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
constexpr const char *kDayNames[7] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/// 1 (Monday) … 7.
inline int32_t isoWeekday(int64_t days) { return static_cast<int32_t>(floorMod(days + 3, 7)) + 1; }

} // namespace millrace::temporal
