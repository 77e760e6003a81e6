#include "stdlib/temporal/Pattern.h"

#include "stdlib/string/Utf8.h"

namespace millrace::temporal {
namespace {

constexpr int64_t kUnset = INT64_MIN;

/// What a text said, field by field.
struct Found {
  int64_t year = kUnset, month = kUnset, day = kUnset, dayOfYear = kUnset;
  int64_t hour = kUnset, hourOfHalf = kUnset, half = kUnset, minute = kUnset, second = kUnset, nano = kUnset;
  int64_t weekday = kUnset, quarter = kUnset;
  bool hasOffset = false;
  int64_t offsetMs = 0;
};

/// Sets a field; a second, different value is an error (DateTimeFormatter).
bool assign(int64_t &field, int64_t value, bool strict) {
  if (strict && field != kUnset && field != value)
    return false;
  field = value;
  return true;
}

class Parser {
public:
  Parser(StringView text, StringView pattern, Dialect dialect)
      : text_(text), pattern_(pattern), dialect_(dialect), reader_(pattern, dialect) {}

  bool run(ParsedTime &result) {
    bool simple = dialect_ == Dialect::Simple;
    if (!readItems(0))
      return false;
    if (!simple && position_ != text_.sizeBytes)
      return false;
    result.hasOffset = found_.hasOffset;
    result.offsetMs = found_.offsetMs;
    return simple ? (position_ > 0 && resolveLenient(result.local)) : resolveSmart(result.local);
  }

private:
  bool strict() const { return dialect_ == Dialect::Formatter; }

  /// Reads up to the end of the pattern or of this optional section.
  bool readItems(int32_t depth) {
    PatternItem item;
    while (reader_.next(item)) {
      switch (item.kind) {
      case PatternItem::Kind::OptionalBegin:
        readOptional(depth + 1);
        break;
      case PatternItem::Kind::OptionalEnd:
        if (depth > 0)
          return true;
        return false;
      case PatternItem::Kind::Literal:
        if (!readLiteral(item.literal))
          return false;
        break;
      case PatternItem::Kind::Letters:
        if (!readLetters(item))
          return false;
        break;
      }
    }
    return true;
  }

  /// A section that does not fit leaves no trace.
  void readOptional(int32_t depth) {
    uint32_t begin = position_, section = reader_.offset();
    Found before = found_;
    if (readItems(depth))
      return;
    position_ = begin;
    found_ = before;
    reader_.seek(section);
    PatternItem item;
    for (int32_t open = 1; open > 0 && reader_.next(item);) {
      open += item.kind == PatternItem::Kind::OptionalBegin;
      open -= item.kind == PatternItem::Kind::OptionalEnd;
    }
  }

  bool readLiteral(StringView literal) {
    if (literal.sizeBytes > text_.sizeBytes - position_ ||
        std::memcmp(text_.bytes + position_, literal.bytes, literal.sizeBytes) != 0)
      return false;
    position_ += literal.sizeBytes;
    return true;
  }

  static bool isNumeric(Dialect dialect, const PatternItem &item) {
    if (item.kind != PatternItem::Kind::Letters)
      return false;
    std::string_view textual = dialect == Dialect::Simple ? "aEZXG" : "aEG";
    bool named = (item.letter == 'M' || item.letter == 'L' || item.letter == 'Q') && item.count > 2;
    return !named && textual.find(item.letter) == std::string_view::npos;
  }

  /// Digits that fixed-width fields right behind this one will need (adjacent value parsing).
  int32_t reservedDigits() const {
    PatternReader ahead = reader_;
    PatternItem item;
    int32_t digits = 0;
    while (ahead.next(item) && isNumeric(dialect_, item) && isFixedWidth(item))
      digits += item.count;
    return digits;
  }

  static bool isFixedWidth(const PatternItem &item) {
    if (item.letter == 'y' || item.letter == 'u')
      return item.count == 2;
    return item.letter == 'S' || item.count == 2 || (item.letter == 'D' && item.count == 3);
  }

  bool nextIsNumeric() const {
    PatternReader ahead = reader_;
    PatternItem item;
    return ahead.next(item) && isNumeric(dialect_, item);
  }

  /// DateTimeFormatter's numbers: exact widths for fixed ones, else 1..19 digits less the reserved ones.
  bool readStrict(const PatternItem &item, int64_t &value) {
    bool year = item.letter == 'y' || item.letter == 'u';
    int32_t minimum = item.count, maximum = isFixedWidth(item) ? item.count : 19;
    bool negative = false, signedYear = false;
    uint32_t begin = position_;
    if (year && item.count != 2 && begin < text_.sizeBytes && (text_.bytes[begin] == '-' || text_.bytes[begin] == '+')) {
      negative = text_.bytes[begin] == '-';
      signedYear = true;
      ++begin;
    }
    uint32_t end = begin;
    while (end < text_.sizeBytes && isDigit(text_.bytes[end]) && static_cast<int32_t>(end - begin) < maximum)
      ++end;
    auto size = static_cast<int32_t>(end - begin);
    if (!isFixedWidth(item)) {
      int32_t kept = size - reservedDigits();
      size = kept < size ? (kept > minimum ? kept : minimum) : size;
    }
    if (size < minimum || static_cast<uint32_t>(size) > text_.sizeBytes - begin || static_cast<int32_t>(end - begin) < size || size > 18)
      return false;
    // SignStyle.EXCEEDS_PAD: a plus exactly for years longer than the pad.
    if (year && item.count >= 4 && !negative && signedYear != (size > item.count))
      return false;
    if (year && item.count < 4 && signedYear && !negative)
      return false;
    value = 0;
    for (int32_t i = 0; i < size; ++i)
      value = value * 10 + (text_.bytes[begin + static_cast<uint32_t>(i)] - '0');
    if (negative)
      value = -value;
    lastSize_ = size;
    position_ = begin + static_cast<uint32_t>(size);
    return true;
  }

  /// SimpleDateFormat's numbers: leading blanks; exactly `count` digits when another number follows, else all there are.
  bool readLenient(const PatternItem &item, int64_t &value) {
    skipBlanks();
    uint32_t begin = position_;
    bool negative = begin < text_.sizeBytes && text_.bytes[begin] == '-';
    begin += negative;
    uint32_t end = begin;
    int32_t maximum = nextIsNumeric() ? item.count : 18;
    while (end < text_.sizeBytes && isDigit(text_.bytes[end]) && static_cast<int32_t>(end - begin) < maximum)
      ++end;
    if (end == begin)
      return false;
    value = 0;
    for (uint32_t i = begin; i < end; ++i)
      value = value * 10 + (text_.bytes[i] - '0');
    lastSize_ = static_cast<int32_t>(end - begin);
    if (negative)
      value = -value;
    position_ = end;
    return true;
  }

  void skipBlanks() {
    while (position_ < text_.sizeBytes && (text_.bytes[position_] == ' ' || text_.bytes[position_] == '\t'))
      ++position_;
  }

  /// One of `count` names, whole or by its first three letters. SimpleDateFormat takes both forms and any case.
  bool readName(const char *const *names, int32_t count, int32_t letters, int64_t &value) {
    if (!strict())
      skipBlanks();
    for (int32_t pass = 0; pass < 2; ++pass) {
      bool whole = pass == 0;
      if (strict() && whole != (letters >= 4))
        continue;
      for (int32_t i = 0; i < count; ++i) {
        std::string_view name = names[i];
        if (!whole)
          name = name.substr(0, 3);
        if (!startsWith(name))
          continue;
        position_ += static_cast<uint32_t>(name.size());
        value = i + 1;
        return true;
      }
    }
    return false;
  }

  bool startsWith(std::string_view name) const {
    if (name.size() > text_.sizeBytes - position_)
      return false;
    for (size_t i = 0; i < name.size(); ++i) {
      char a = text_.bytes[position_ + i], b = name[i];
      if (a != b && (strict() || (a | 0x20) != (b | 0x20)))
        return false;
    }
    return true;
  }

  bool readOffset() {
    skipBlanks();
    if (startsWith("Z")) {
      ++position_;
      found_.hasOffset = true;
      return true;
    }
    if (position_ == text_.sizeBytes || (text_.bytes[position_] != '+' && text_.bytes[position_] != '-'))
      return false;
    bool negative = text_.bytes[position_++] == '-';
    int64_t digits[4] = {0, 0, 0, 0};
    int32_t count = 0;
    for (; position_ < text_.sizeBytes && count < 4; ++position_) {
      if (text_.bytes[position_] == ':' && count == 2)
        continue;
      if (!isDigit(text_.bytes[position_]))
        break;
      digits[count++] = text_.bytes[position_] - '0';
    }
    if (count != 2 && count != 4)
      return false;
    found_.hasOffset = true;
    found_.offsetMs = (digits[0] * 10 + digits[1]) * kMillisPerHour + (digits[2] * 10 + digits[3]) * kMillisPerMinute;
    if (negative)
      found_.offsetMs = -found_.offsetMs;
    return true;
  }

  bool readText(const PatternItem &item, bool &handled) {
    constexpr const char *kHalves[2] = {"AM", "PM"};
    constexpr const char *kEras[2] = {"BC", "AD"};
    int64_t value = 0;
    handled = true;
    switch (item.letter) {
    case 'a':
      return readName(kHalves, 2, 4, value) && assign(found_.half, value - 1, strict());
    case 'E':
      return readName(kDayNames, 7, item.count, value) && assign(found_.weekday, value, strict());
    case 'G':
      return readName(kEras, 2, 4, value) && value == 2;
    case 'Z':
    case 'X':
      return readOffset();
    case 'M':
    case 'L':
      if (item.count > 2)
        return readName(kMonthNames, 12, item.count, value) && assign(found_.month, value, strict());
      break;
    default:
      break;
    }
    handled = false;
    return true;
  }

  bool readLetters(const PatternItem &item) {
    bool handled;
    bool ok = readText(item, handled);
    if (handled)
      return ok;
    int64_t value;
    if (strict() ? !readStrict(item, value) : !readLenient(item, value))
      return false;
    return store(item, value);
  }

  bool store(const PatternItem &item, int64_t value) {
    switch (item.letter) {
    case 'y':
      return assign(found_.year, fullYear(item, value), strict());
    case 'u':
      return strict() ? assign(found_.year, fullYear(item, value), true) : assign(found_.weekday, value, false);
    case 'M':
    case 'L':
      return assign(found_.month, value, strict());
    case 'd':
      return assign(found_.day, value, strict());
    case 'D':
      return assign(found_.dayOfYear, value, strict());
    case 'H':
      return assign(found_.hour, value, strict());
    case 'k':
      return (!strict() || (value >= 1 && value <= 24)) && assign(found_.hour, value == 24 ? 0 : value, strict());
    case 'K':
      return (!strict() || value <= 11) && assign(found_.hourOfHalf, value, strict());
    case 'h':
      return (!strict() || (value >= 1 && value <= 12)) && assign(found_.hourOfHalf, value == 12 ? 0 : value, strict());
    case 'm':
      return assign(found_.minute, value, strict());
    case 's':
      return assign(found_.second, value, strict());
    case 'S':
      return assign(found_.nano, strict() ? value * static_cast<int64_t>(kPowersOfTen64[9 - item.count]) : value * 1000000, strict());
    case 'n':
      return assign(found_.nano, value, strict());
    default:
      return assign(found_.quarter, value, strict());
    }
  }

  /// Two digits mean 2000..2099 (Formatter) or the century around now (Simple: 80 years back, 20 ahead of 2020s).
  int64_t fullYear(const PatternItem &item, int64_t value) const {
    if (strict())
      return item.count == 2 ? 2000 + value : value;
    if (item.count > 2 || lastSize_ != 2 || value < 0)
      return value;
    return value < 46 ? 2000 + value : 1900 + value;
  }

  static int64_t orElse(int64_t value, int64_t otherwise) { return value == kUnset ? otherwise : value; }

  bool resolveSmart(Timestamp &local) {
    int64_t year = orElse(found_.year, 1970), month = orElse(found_.month, 1), day = orElse(found_.day, 1);
    if (found_.half != kUnset && found_.hourOfHalf != kUnset &&
        !assign(found_.hour, found_.half * 12 + found_.hourOfHalf, true))
      return false;
    int64_t hour = orElse(found_.hour, 0), minute = orElse(found_.minute, 0), second = orElse(found_.second, 0);
    int64_t nano = orElse(found_.nano, 0);
    bool midnight = hour == 24 && minute == 0 && second == 0 && nano == 0;
    if (year < 1 || year > 999999999 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || (hour > 23 && !midnight) ||
        minute > 59 || second > 59 || nano > 999999999)
      return false;
    uint32_t last = daysInMonth(year, static_cast<uint32_t>(month));
    if (day > last)
      day = last; // SMART
    int64_t days = daysFromCivil(year, static_cast<uint32_t>(month), static_cast<uint32_t>(day));
    if (found_.dayOfYear != kUnset && found_.year != kUnset) {
      if (found_.dayOfYear < 1 || found_.dayOfYear > 366)
        return false;
      days = daysFromCivil(year, 1, 1) + found_.dayOfYear - 1;
      if (civilFromDays(days).year != year || (found_.month != kUnset && civilFromDays(days).month != month))
        return false;
    }
    bool wholeDate = found_.year != kUnset && ((found_.month != kUnset && found_.day != kUnset) || found_.dayOfYear != kUnset);
    if (wholeDate && found_.weekday != kUnset && found_.weekday != isoWeekday(days))
      return false;
    if (found_.quarter != kUnset && found_.month != kUnset && found_.quarter != (month + 2) / 3)
      return false;
    int64_t millis = ((hour * 60 + minute) * 60 + second) * 1000 + nano / 1000000;
    local = {days * kMillisPerDay + millis, static_cast<int32_t>(nano % 1000000), 0};
    return true;
  }

  /// Every field may overflow into the next larger one.
  bool resolveLenient(Timestamp &local) {
    int64_t hour = orElse(found_.hour, orElse(found_.hourOfHalf, 0) + 12 * orElse(found_.half, 0));
    int64_t month = orElse(found_.month, 1) - 1, year = orElse(found_.year, 1970);
    if (year > 200000000 || year < -200000000 || month > 2000000000 || month < -2000000000)
      return false;
    year += floorDiv(month, 12);
    month = floorMod(month, 12);
    int64_t days = daysFromCivil(year, static_cast<uint32_t>(month + 1), 1) + orElse(found_.day, 1) - 1;
    if (found_.dayOfYear != kUnset)
      days = daysFromCivil(year, 1, 1) + found_.dayOfYear - 1;
    int64_t millis = ((hour * 60 + orElse(found_.minute, 0)) * 60 + orElse(found_.second, 0)) * 1000 + orElse(found_.nano, 0) / 1000000;
    local = {days * kMillisPerDay + millis, 0, 0};
    return true;
  }

  StringView text_, pattern_;
  Dialect dialect_;
  PatternReader reader_;
  uint32_t position_ = 0;
  int32_t lastSize_ = 0;
  Found found_;
};

} // namespace

bool parsePattern(StringView text, StringView pattern, Dialect dialect, ParsedTime &result) {
  return Parser(text, pattern, dialect).run(result);
}

} // namespace millrace::temporal
