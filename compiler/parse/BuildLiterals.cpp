// Names, literals, intervals and time units.
#include "compiler/parse/AstBuilder.h"
#include "compiler/parse/Keywords.h"
#include "compiler/parse/Literals.h"

#include "compiler/diagnostics/NearestName.h"

#include <algorithm>

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;

namespace {

struct UnitWord {
  std::string_view word;
  TimeUnit unit;
};

/// Units that are no keywords of the grammar. Source: Calcite's TimeUnit and its SQL_TSI_ names.
constexpr UnitWord kUnitWords[] = {
    {"NANOSECOND", TimeUnit::Nanosecond},   {"MICROSECOND", TimeUnit::Microsecond}, {"MILLISECOND", TimeUnit::Millisecond},
    {"DECADE", TimeUnit::Decade},           {"CENTURY", TimeUnit::Century},         {"MILLENNIUM", TimeUnit::Millennium},
    {"EPOCH", TimeUnit::Epoch},             {"DOW", TimeUnit::DayOfWeek},           {"DAYOFWEEK", TimeUnit::DayOfWeek},
    {"DOY", TimeUnit::DayOfYear},           {"DAYOFYEAR", TimeUnit::DayOfYear},     {"ISODOW", TimeUnit::IsoDayOfWeek},
    {"ISOYEAR", TimeUnit::IsoYear},         {"FRAC_SECOND", TimeUnit::Microsecond}, {"SQL_TSI_SECOND", TimeUnit::Second},
    {"SQL_TSI_MINUTE", TimeUnit::Minute},   {"SQL_TSI_HOUR", TimeUnit::Hour},       {"SQL_TSI_DAY", TimeUnit::Day},
    {"SQL_TSI_WEEK", TimeUnit::Week},       {"SQL_TSI_MONTH", TimeUnit::Month},     {"SQL_TSI_QUARTER", TimeUnit::Quarter},
    {"SQL_TSI_YEAR", TimeUnit::Year},       {"SQL_TSI_MICROSECOND", TimeUnit::Microsecond},
    {"SQL_TSI_FRAC_SECOND", TimeUnit::Microsecond},
};

} // namespace

source::SourceRange AstBuilder::range(const antlr4::Token *token) const {
  return text_.range(static_cast<uint32_t>(token->getStartIndex()), static_cast<uint32_t>(token->getStopIndex() + 1));
}

source::SourceRange AstBuilder::range(const Tree *c) const {
  SourceRange first = range(c->start);
  // A rule that matched nothing stops before it starts.
  bool empty = !c->stop || c->stop->getTokenIndex() < c->start->getTokenIndex();
  return empty ? text_.range(first.begin, first.begin) : join(first, range(c->stop));
}

void AstBuilder::fail(DiagnosticId id, SourceRange at, std::string message) {
  failed_ = true;
  bag_.report(id, at, std::move(message));
}

uint32_t AstBuilder::count(Terminal *digits) {
  auto value = toCount(spelled(range(digits)));
  if (!value)
    fail(DiagnosticId::InvalidLiteral, range(digits), "number `" + spelled(range(digits)) + "` is too large here");
  return value.value_or(0);
}

Identifier AstBuilder::identifier(P::IdentifierContext *c) {
  SourceRange at = range(c);
  std::string text = spelled(at);
  if (c->QuotedIdentifier())
    return {unquote(text, '`'), true, at};
  return {std::move(text), false, at};
}

CompoundIdentifier AstBuilder::compound(const std::vector<P::IdentifierContext *> &parts) {
  CompoundIdentifier name;
  name.parts = identifiers(parts);
  if (!name.parts.empty())
    name.range = join(name.parts.front().range, name.parts.back().range);
  return name;
}

CompoundIdentifier AstBuilder::compound(P::CompoundIdentifierContext *c) { return compound(c->identifier()); }

std::vector<Identifier> AstBuilder::identifiers(const std::vector<P::IdentifierContext *> &list) {
  std::vector<Identifier> result;
  for (P::IdentifierContext *item : list)
    result.push_back(identifier(item));
  return result;
}

std::vector<Identifier> AstBuilder::identifiers(P::IdentifierListContext *c) {
  return c ? identifiers(c->identifier()) : std::vector<Identifier>();
}

QuotedText AstBuilder::quotedText(P::StringLiteralContext *c) {
  SourceRange whole = range(c);
  auto checked = [&](Literal<std::string> literal, SourceRange at) {
    if (literal.error) {
      uint32_t begin = at.begin + literal.error->offset;
      fail(DiagnosticId::InvalidLiteral, text_.range(begin, begin + literal.error->size), literal.error->message);
    }
    return std::move(literal.value);
  };
  if (auto *escaped = c->EscapedString())
    return {checked(unescapeC(spelled(range(escaped))), range(escaped)), whole};
  if (auto *unicode = c->UnicodeString()) {
    std::string escape = "\\";
    if (c->UESCAPE()) {
      escape = unquote(spelled(range(c->StringLiteral())), '\'');
      if (escape.size() != 1)
        fail(DiagnosticId::InvalidLiteral, range(c->StringLiteral()), "`UESCAPE` takes one character");
    }
    char escapeCharacter = escape.empty() ? '\\' : escape.front();
    return {checked(unescapeUnicode(spelled(range(unicode)), escapeCharacter), range(unicode)), whole};
  }
  return {unquote(spelled(whole), '\''), whole};
}

ExprPtr AstBuilder::joinedString(P::JoinedStringContext *c) {
  QuotedText first = quotedText(c->stringLiteral());
  SourceRange previous = first.range;
  for (Terminal *part : c->StringLiteral()) {
    SourceRange gap = {previous.end, range(part).begin, previous.source};
    if (text_.text(gap).find('\n') == std::string_view::npos)
      fail(DiagnosticId::SyntaxError, range(part), "a string goes on only on a new line");
    first.value += unquote(spelled(range(part)), '\'');
    previous = range(part);
  }
  return std::make_unique<StringLiteral>(std::move(first.value), range(c));
}

ExprPtr AstBuilder::literal(P::LiteralContext *c) {
  SourceRange at = range(c);
  if (c->NULL_())
    return std::make_unique<NullLiteral>(at);
  if (c->TRUE() || c->FALSE() || c->UNKNOWN())
    return std::make_unique<BooleanLiteral>(c->UNKNOWN() ? std::nullopt : std::optional(c->TRUE() != nullptr), at);
  if (c->IntegerLiteral())
    return std::make_unique<NumericLiteral>(spelled(at), NumericLiteral::Form::Integer, at);
  if (c->DecimalLiteral())
    return std::make_unique<NumericLiteral>(spelled(at), NumericLiteral::Form::Decimal, at);
  if (c->ApproximateLiteral())
    return std::make_unique<NumericLiteral>(spelled(at), NumericLiteral::Form::Approximate, at);
  if (c->BinaryLiteral()) {
    Literal<std::string> bytes = unhex(spelled(at));
    if (bytes.error) {
      uint32_t begin = at.begin + bytes.error->offset;
      fail(DiagnosticId::InvalidLiteral, text_.range(begin, begin + bytes.error->size), bytes.error->message);
    }
    return std::make_unique<BinaryLiteral>(std::move(bytes.value), at);
  }
  // TIMESTAMP WITH LOCAL TIME ZONE holds a TIME of its own, so TIMESTAMP is asked first.
  DateTimeLiteral::Type type = c->LOCAL()       ? DateTimeLiteral::Type::TimestampLtz
                               : c->TIMESTAMP() ? DateTimeLiteral::Type::Timestamp
                               : c->DATE()        ? DateTimeLiteral::Type::Date
                                                   : DateTimeLiteral::Type::Time;
  SourceRange textRange = range(c->StringLiteral());
  return std::make_unique<DateTimeLiteral>(type, unquote(spelled(textRange), '\''), textRange, at);
}

std::unique_ptr<IntervalLiteral> AstBuilder::interval(P::IntervalLiteralContext *c) {
  SourceRange textRange = range(c->StringLiteral());
  return std::make_unique<IntervalLiteral>(c->Minus() != nullptr, unquote(spelled(textRange), '\''), textRange,
                                           qualifier(c->intervalQualifier()), range(c));
}

IntervalQualifier AstBuilder::qualifier(P::IntervalQualifierContext *c) {
  IntervalQualifier result;
  result.range = range(c);
  result.from = intervalUnit(c->intervalUnit(0));
  size_t toIndex = c->TO() ? c->TO()->getSymbol()->getTokenIndex() : SIZE_MAX;
  if (c->TO())
    result.to = intervalUnit(c->intervalUnit(1));
  for (Terminal *number : c->IntegerLiteral()) {
    bool isFraction = number->getSymbol()->getTokenIndex() > toIndex || result.leadingPrecision;
    (isFraction ? result.fractionPrecision : result.leadingPrecision) = count(number);
  }
  return result;
}

TimeUnit AstBuilder::intervalUnit(P::IntervalUnitContext *c) {
  switch (c->start->getType()) {
  case P::YEAR:
  case P::YEARS: return TimeUnit::Year;
  case P::QUARTER:
  case P::QUARTERS: return TimeUnit::Quarter;
  case P::MONTH:
  case P::MONTHS: return TimeUnit::Month;
  case P::WEEK:
  case P::WEEKS: return TimeUnit::Week;
  case P::DAY:
  case P::DAYS: return TimeUnit::Day;
  case P::HOUR:
  case P::HOURS: return TimeUnit::Hour;
  case P::MINUTE:
  case P::MINUTES: return TimeUnit::Minute;
  default: return TimeUnit::Second;
  }
}

ExprPtr AstBuilder::timeUnit(P::TimeUnitContext *c) {
  SourceRange at = range(c);
  if (c->intervalUnit())
    return std::make_unique<TimeUnitArg>(intervalUnit(c->intervalUnit()), at);
  std::string word = upperCase(spelled(at));
  const auto *found = std::find_if(std::begin(kUnitWords), std::end(kUnitWords),
                                   [&](const UnitWord &candidate) { return candidate.word == word; });
  if (found != std::end(kUnitWords))
    return std::make_unique<TimeUnitArg>(found->unit, at);
  failed_ = true;
  std::vector<std::string> candidates = {"SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"};
  for (const UnitWord &candidate : kUnitWords)
    candidates.emplace_back(candidate.word);
  auto &d = bag_.report(DiagnosticId::InvalidLiteral, at, "`" + spelled(at) + "` is no unit of time");
  if (std::string help = diagnostics::didYouMean(diagnostics::nearestNames(word, candidates)); !help.empty())
    d.withHelp(std::move(help));
  return std::make_unique<TimeUnitArg>(TimeUnit::Second, at);
}

} // namespace millrace::parse
