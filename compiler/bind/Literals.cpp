#include "compiler/bind/TypeNames.h"

#include <algorithm>
#include <cstdlib>
#include <span>

namespace millrace::bind {
namespace {

using ast::Expr;
using ast::TimeUnit;
using llvm::cast;

ScalarPtr invalidLiteral(BindState &state, SourceRange range, const std::string &what, const std::string &wanted) {
  state.report(DiagnosticId::InvalidLiteral, range, what).withLabel("wanted " + wanted);
  return nullptr;
}

// --- numbers ---

std::optional<Int128> parseDigits(const std::string &text, size_t &digits) {
  Int128 value = 0;
  digits = 0;
  for (char c : text) {
    if (c == '.')
      continue;
    if (digits > 0 || c != '0')
      ++digits;
    if (digits > 38)
      return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Source: Calcite's SqlLiteral.createExactNumeric: zeros before the point count as digits of the DECIMAL.
ScalarPtr bindNumber(BindState &state, const ast::NumericLiteral &literal) {
  if (literal.form == ast::NumericLiteral::Form::Approximate)
    return makeConstant(simpleType(TypeKind::Double, false), std::strtod(literal.text.c_str(), nullptr), literal.range);
  size_t digits = 0;
  auto value = parseDigits(literal.text, digits);
  if (!value) {
    state.report(DiagnosticId::LiteralOutOfRange, literal.range, "number with more than 38 digits")
        .withHelp("write it with an exponent, as a DOUBLE: 1e40");
    return nullptr;
  }
  size_t point = literal.text.find('.');
  bool fraction = point != std::string::npos && point + 1 < literal.text.size();
  if (!fraction && *value <= INT64_MAX) {
    bool isInt = *value <= INT32_MAX;
    return makeConstant(simpleType(isInt ? TypeKind::Int : TypeKind::BigInt, false), static_cast<int64_t>(*value), literal.range);
  }
  int32_t scale = fraction ? static_cast<int32_t>(literal.text.size() - point - 1) : 0;
  int32_t written = static_cast<int32_t>(literal.text.size()) - (point != std::string::npos ? 1 : 0);
  int32_t precision = std::min(38, std::max({written, scale, 1}));
  return makeConstant(simpleType(TypeKind::Decimal, false, precision, scale), *value, literal.range);
}

// --- dates and times ---

/// Reads fixed-width digits and separators: `yyyy-MM-dd HH:mm:ss.fff`.
class Fields {
public:
  explicit Fields(std::string_view text) : text_(text) {}
  bool ok = true;

  int32_t number(size_t width, int32_t low, int32_t high) {
    int32_t value = 0;
    for (size_t i = 0; i < width; ++i) {
      if (at_ >= text_.size() || text_[at_] < '0' || text_[at_] > '9') {
        ok = false;
        return low;
      }
      value = value * 10 + (text_[at_++] - '0');
    }
    ok &= value >= low && value <= high;
    return value;
  }
  void expect(char c) {
    ok &= at_ < text_.size() && text_[at_] == c;
    ++at_;
  }
  /// `.123456789`, or nothing; gives nanoseconds and counts the digits.
  int32_t fraction(int32_t &digits) {
    digits = 0;
    int32_t nanos = 0;
    if (at_ >= text_.size() || text_[at_] != '.')
      return 0;
    for (++at_; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, ++digits)
      if (digits < 9)
        nanos = nanos * 10 + (text_[at_] - '0');
    ok &= digits >= 1 && digits <= 9;
    for (int32_t i = digits; i < 9; ++i)
      nanos *= 10;
    return nanos;
  }
  [[nodiscard]] bool complete() const { return ok && at_ == text_.size(); }

private:
  std::string_view text_;
  size_t at_ = 0;
};

/// Days since 1970-01-01 of a proleptic Gregorian date. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
int64_t daysFromCivil(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t yearOfEra = year - era * 400;
  int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

int64_t readDate(Fields &fields) {
  int32_t year = fields.number(4, 0, 9999);
  fields.expect('-');
  int32_t month = fields.number(2, 1, 12);
  fields.expect('-');
  static constexpr int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  int32_t last = fields.ok ? kDays[month - 1] + (month == 2 && leap ? 1 : 0) : 31;
  int32_t day = fields.number(2, 1, last);
  return daysFromCivil(year, month, day);
}

int64_t readTimeMs(Fields &fields, int32_t &nanoOfMs, int32_t &digits) {
  int64_t hour = fields.number(2, 0, 23);
  fields.expect(':');
  int64_t minute = fields.number(2, 0, 59);
  fields.expect(':');
  int64_t second = fields.number(2, 0, 59);
  int32_t nanos = fields.fraction(digits);
  nanoOfMs = nanos % 1000000;
  return ((hour * 60 + minute) * 60 + second) * 1000 + nanos / 1000000;
}

ScalarPtr bindDateTime(BindState &state, const ast::DateTimeLiteral &literal) {
  Fields fields(literal.text);
  int32_t nanoOfMs = 0, digits = 0;
  if (literal.type == ast::DateTimeLiteral::Type::Date) {
    int64_t days = readDate(fields);
    if (!fields.complete())
      return invalidLiteral(state, literal.textRange, "'" + literal.text + "' is no date", "a date as 'yyyy-MM-dd'");
    return makeConstant(simpleType(TypeKind::Date, false), days, literal.range);
  }
  if (literal.type == ast::DateTimeLiteral::Type::Time) {
    int64_t ms = readTimeMs(fields, nanoOfMs, digits);
    if (!fields.complete())
      return invalidLiteral(state, literal.textRange, "'" + literal.text + "' is no time", "a time as 'HH:mm:ss' or 'HH:mm:ss.fff'");
    return makeConstant(simpleType(TypeKind::Time, false, digits), ms, literal.range);
  }
  int64_t days = readDate(fields);
  fields.expect(' ');
  int64_t ms = readTimeMs(fields, nanoOfMs, digits);
  if (!fields.complete())
    return invalidLiteral(state, literal.textRange, "'" + literal.text + "' is no timestamp",
                          "a timestamp as 'yyyy-MM-dd HH:mm:ss' or 'yyyy-MM-dd HH:mm:ss.fff'");
  Timestamp value;
  value.ms = days * 86400000 + ms;
  value.nanoOfMs = nanoOfMs;
  ScalarPtr local = makeConstant(simpleType(TypeKind::Timestamp, false, digits), value, literal.range);
  if (literal.type == ast::DateTimeLiteral::Type::TimestampLtz)
    return castTo(local, simpleType(TypeKind::TimestampLtz, false, digits));
  return local;
}

// --- intervals ---

struct IntervalField {
  TimeUnit unit;
  int64_t factor;     ///< months, or milliseconds
  int64_t most;       ///< of a field that is not the first
  char separator;     ///< before the field
};
constexpr IntervalField kMonthFields[] = {{TimeUnit::Year, 12, 0, 0}, {TimeUnit::Month, 1, 11, '-'}};
constexpr IntervalField kDayFields[] = {
    {TimeUnit::Day, 86400000, 0, 0}, {TimeUnit::Hour, 3600000, 23, ' '}, {TimeUnit::Minute, 60000, 59, ':'}, {TimeUnit::Second, 1000, 59, ':'}};

std::optional<int64_t> singleUnit(TimeUnit unit) {
  switch (unit) {
  case TimeUnit::Quarter:
    return 3;
  case TimeUnit::Week:
    return 7 * 86400000LL;
  case TimeUnit::Millisecond:
    return 1;
  default:
    return std::nullopt;
  }
}

size_t countDigits(std::string_view text) {
  size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9')
    ++count;
  return count;
}

/// Reads the fields of one qualifier from `text`; no value: the text does not follow it.
std::optional<int64_t> readInterval(std::string_view text, const ast::IntervalQualifier &qualifier, size_t &leadingDigits) {
  std::span<const IntervalField> fields = qualifier.isYearMonth() ? std::span<const IntervalField>(kMonthFields) : kDayFields;
  int64_t total = 0;
  bool first = true;
  auto take = [&](int64_t factor, int64_t most, char separator) {
    if (!first) {
      if (text.empty() || text[0] != separator)
        return false;
      text.remove_prefix(1);
    }
    size_t count = countDigits(text);
    if (count == 0 || count > 12)
      return false;
    int64_t value = std::strtoll(std::string(text.substr(0, count)).c_str(), nullptr, 10);
    if (first)
      leadingDigits = count;
    else if (value > most)
      return false;
    total += value * factor;
    text.remove_prefix(count);
    first = false;
    return true;
  };
  if (auto factor = singleUnit(qualifier.from))
    return take(*factor, 0, 0) && text.empty() ? std::optional<int64_t>(total) : std::nullopt;
  TimeUnit last = qualifier.to.value_or(qualifier.from);
  bool inside = false;
  for (const IntervalField &field : fields) {
    inside |= field.unit == qualifier.from;
    if (!inside)
      continue;
    if (!take(field.factor, field.most, field.separator))
      return std::nullopt;
    if (field.unit == TimeUnit::Second && !text.empty() && text[0] == '.') {
      text.remove_prefix(1);
      size_t count = countDigits(text);
      if (count == 0)
        return std::nullopt;
      int64_t scale = 100;
      for (size_t i = 0; i < count && i < 3; ++i, scale /= 10)
        total += (text[i] - '0') * scale;
      text.remove_prefix(count);
    }
    if (field.unit == last)
      return text.empty() ? std::optional<int64_t>(total) : std::nullopt;
  }
  return std::nullopt;
}

ScalarPtr bindInterval(BindState &state, const ast::IntervalLiteral &literal) {
  const ast::IntervalQualifier &qualifier = literal.qualifier;
  std::string unit = spelling(qualifier.from);
  std::string_view text = literal.text;
  bool negative = literal.negative;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative ^= text[0] == '-';
    text.remove_prefix(1);
  }
  size_t digits = 0;
  auto value = readInterval(text, qualifier, digits);
  if (!value) {
    std::string wanted = qualifier.to ? unit + " TO " + spelling(*qualifier.to) : unit;
    return invalidLiteral(state, literal.textRange, "'" + literal.text + "' is no interval of " + wanted,
                          qualifier.to ? "fields as in '1 10:00:00' DAY TO SECOND" : "a whole number");
  }
  // Flink takes two digits unless the qualifier says more.
  size_t precision = qualifier.leadingPrecision.value_or(2);
  if (digits > precision) {
    SourceRange unitRange = qualifier.range;
    auto &diagnostic = state.report(DiagnosticId::InvalidLiteral, literal.textRange,
                                    "interval of " + std::to_string(digits) + " digits does not fit " + unit + "(" + std::to_string(precision) + ")");
    if (!qualifier.to && !qualifier.leadingPrecision)
      diagnostic.withHelp("give the unit a precision", unitRange, unit + "(" + std::to_string(digits) + ")");
    return nullptr;
  }
  Type type = simpleType(qualifier.isYearMonth() ? TypeKind::IntervalMonth : TypeKind::IntervalDay, false);
  return makeConstant(type, negative ? -*value : *value, literal.range);
}

} // namespace

bool isLiteral(const ast::Expr &expr) { return expr.kind() <= Expr::Kind::IntervalLiteral; }

ScalarPtr bindLiteral(BindState &state, const ast::Expr &expr) {
  switch (expr.kind()) {
  case Expr::Kind::NullLiteral:
    return makeConstant(Type(), Constant(), expr.range);
  case Expr::Kind::BooleanLiteral: {
    auto value = cast<ast::BooleanLiteral>(expr).value;
    return makeConstant(simpleType(TypeKind::Boolean, !value), value ? Constant(*value) : Constant(), expr.range);
  }
  case Expr::Kind::NumericLiteral:
    return bindNumber(state, cast<ast::NumericLiteral>(expr));
  case Expr::Kind::StringLiteral: {
    const std::string &text = cast<ast::StringLiteral>(expr).value;
    return makeConstant(simpleType(TypeKind::Char, false, static_cast<int32_t>(source::countCharacters(text))), text, expr.range);
  }
  case Expr::Kind::BinaryLiteral: {
    const std::string &bytes = cast<ast::BinaryLiteral>(expr).bytes;
    return makeConstant(simpleType(TypeKind::Binary, false, static_cast<int32_t>(bytes.size())), bytes, expr.range);
  }
  case Expr::Kind::DateTimeLiteral:
    return bindDateTime(state, cast<ast::DateTimeLiteral>(expr));
  default:
    return bindInterval(state, cast<ast::IntervalLiteral>(expr));
  }
}

} // namespace millrace::bind
