#include "compiler/parse/Expectations.h"

#include "compiler/parse/Keywords.h"

namespace millrace::parse {

namespace {

using P = generated::FlinkSqlParser;

/// More than this many possibilities tell a user nothing.
constexpr size_t kMaxShown = 6;
/// Each keyword costs a parse of everything before it.
constexpr size_t kMaxPrefixForKeywords = 2000;

struct Sign {
  size_t type;
  const char *spelling;
};

constexpr Sign kSigns[] = {
    {P::LeftParen, "`(`"},    {P::RightParen, "`)`"}, {P::Comma, "`,`"},   {P::Equal, "`=`"},
    {P::RightBracket, "`]`"}, {P::Greater, "`>`"},    {P::HintEnd, "`*/`"}, {P::Less, "`<`"},
    {P::RightBrace, "`}`"},   {P::StringLiteral, "a string"}, {P::IntegerLiteral, "a number"},
};

/// Said by "an operator" where an expression may go on.
bool isOperator(size_t type) {
  switch (type) {
  case P::Equal: case P::Greater: case P::Less: case P::AND: case P::OR: case P::NOT: case P::IS: case P::IN: case P::LIKE:
  case P::ILIKE: case P::RLIKE: case P::SIMILAR: case P::BETWEEN: case P::OVERLAPS:
    return true;
  default: return false;
  }
}

class Prober {
public:
  Prober(const Lexemes &lexemes, size_t index, Entry entry)
      : probe_(lexemes.begin(), lexemes.begin() + static_cast<ptrdiff_t>(index)), index_(index), entry_(entry) {
    uint32_t end = probe_.empty() ? 0 : probe_.back().end;
    probe_.push_back({P::Semicolon, end, end});
  }

  bool accepts(size_t type) {
    probe_.back().type = type;
    GrammarRun run(probe_, entry_, probe_.back().end);
    return run.tryParse() || run.failedAt() > index_;
  }
  bool acceptsEnd() {
    Lexemes before(probe_.begin(), probe_.end() - 1);
    GrammarRun run(before, entry_, probe_.back().end);
    return run.tryParse();
  }

private:
  Lexemes probe_;
  size_t index_;
  Entry entry_;
};

} // namespace

std::vector<std::string> expectedAt(const Lexemes &lexemes, size_t index, Entry entry) {
  Prober prober(lexemes, index, entry);
  std::vector<std::string> expected;
  bool name = prober.accepts(P::QuotedIdentifier);
  bool expression = prober.accepts(P::DecimalLiteral) && prober.accepts(P::CASE);
  bool type = prober.accepts(P::SimpleType);
  if (expression)
    expected.emplace_back("an expression");
  else if (type)
    expected.emplace_back("a type");
  else if (name)
    expected.emplace_back("a name");
  bool operators = prober.accepts(P::Slash) && prober.accepts(P::Less);
  if (operators)
    expected.emplace_back("an operator");
  for (const Sign &sign : kSigns) {
    // An expression may begin with these anyway.
    bool implied = expression && (sign.type == P::LeftParen || sign.type == P::StringLiteral || sign.type == P::IntegerLiteral);
    implied |= operators && isOperator(sign.type);
    if (!implied && prober.accepts(sign.type))
      expected.emplace_back(sign.spelling);
  }
  if (prober.acceptsEnd())
    expected.emplace_back("the end of the statement");
  if (expression || type || name || index > kMaxPrefixForKeywords)
    return expected.size() <= kMaxShown ? expected : std::vector<std::string>();
  std::vector<std::string> keywords;
  for (size_t keyword : keywordTypes())
    if (!(operators && isOperator(keyword)) && prober.accepts(keyword))
      keywords.push_back("`" + std::string(keywordOf(keyword)) + "`");
  if (expected.size() + keywords.size() <= kMaxShown)
    expected.insert(expected.end(), keywords.begin(), keywords.end());
  return expected.size() <= kMaxShown ? expected : std::vector<std::string>();
}

} // namespace millrace::parse
