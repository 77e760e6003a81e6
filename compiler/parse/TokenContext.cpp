// Token types that depend on neighbours, and the nesting limit: passes over a statement's lexemes before any recursion.
#include "compiler/parse/Keywords.h"
#include "compiler/parse/Tokenize.h"

#include "FlinkSqlLexer.h"

#include <algorithm>
#include <initializer_list>

namespace millrace::parse {

namespace {

using L = generated::FlinkSqlLexer;

bool oneOf(size_t type, std::initializer_list<size_t> types) { return std::find(types.begin(), types.end(), type) != types.end(); }

bool isName(size_t type) { return oneOf(type, {L::Identifier, L::QuotedIdentifier}); }

/// A word that may be a name although the grammar has a token for it.
bool isWordName(size_t type) { return isName(type) || (!keywordOf(type).empty() && !isReservedWordType(type)); }

/// After these a `(` opens arguments or a column list, not a subquery that stands alone.
bool opensArguments(size_t type) {
  return isWordName(type) || oneOf(type, {L::ReservedFunction, L::CEIL, L::CEILING, L::FLOOR, L::SUBSTRING, L::POSITION, L::OVERLAY,
                                          L::TRIM, L::EXTRACT, L::LEFT, L::RIGHT, L::YEAR, L::MONTH, L::HOUR, L::MINUTE,
                                          L::SECOND, L::USER, L::CHAR, L::NEXT, L::GROUPING, L::ROW, L::UNNEST, L::FILTER,
                                          L::OVER, L::ROLLUP, L::CUBE, L::SETS, L::USING, L::WITH, L::PATTERN, L::CAST,
                                          L::TRY_CAST, L::JSON_VALUE, L::JSON_QUERY, L::JSON_EXISTS, L::JSON_OBJECT,
                                          L::JSON_ARRAY, L::JSON_OBJECTAGG, L::JSON_ARRAYAGG});
}

class Contexts {
public:
  explicit Contexts(Lexemes &lexemes) : lexemes_(lexemes), partner_(lexemes.size(), lexemes.size()) {}

  void run() {
    matchParentheses();
    // From the inside out: whether `((SELECT 1))` is a query depends on what the inner pair is.
    for (size_t i = lexemes_.size(); i-- > 0;)
      if (lexemes_[i].type == L::LeftParen && holdsQuery(i))
        lexemes_[i].type = L::QueryParen;
    std::vector<bool> inJsonObject;
    for (size_t i = 0; i < lexemes_.size(); ++i) {
      if (oneOf(lexemes_[i].type, {L::LeftParen, L::QueryParen}))
        inJsonObject.push_back(oneOf(type(i, -1), {L::JSON_OBJECT, L::JSON_OBJECTAGG}));
      else if (lexemes_[i].type == L::RightParen && !inJsonObject.empty())
        inJsonObject.pop_back();
      lexemes_[i].type = inContext(i, !inJsonObject.empty() && inJsonObject.back());
    }
  }

private:
  [[nodiscard]] size_t type(size_t index, int offset) const {
    auto at = static_cast<ptrdiff_t>(index) + offset;
    return at >= 0 && at < static_cast<ptrdiff_t>(lexemes_.size()) ? lexemes_[static_cast<size_t>(at)].type : L::EOF;
  }

  void matchParentheses() {
    std::vector<size_t> open;
    for (size_t i = 0; i < lexemes_.size(); ++i) {
      if (lexemes_[i].type == L::QueryParen)
        lexemes_[i].type = L::LeftParen;
      if (lexemes_[i].type == L::LeftParen) {
        open.push_back(i);
      } else if (lexemes_[i].type == L::RightParen && !open.empty()) {
        partner_[open.back()] = i;
        open.pop_back();
      }
    }
  }

  [[nodiscard]] bool holdsQuery(size_t paren) const {
    size_t first = type(paren, 1);
    if (oneOf(first, {L::SELECT, L::VALUES, L::WITH}))
      return true;
    bool arguments = opensArguments(type(paren, -1));
    if (first == L::TABLE)
      return !arguments && type(paren, 2) != L::LeftParen && type(paren, 2) != L::QueryParen;
    if (first != L::QueryParen)
      return false;
    size_t after = partner_[paren + 1] < lexemes_.size() ? type(partner_[paren + 1], 1) : L::EOF;
    if (oneOf(after, {L::UNION, L::INTERSECT, L::EXCEPT, L::MINUS}))
      return true;
    return !arguments && oneOf(after, {L::RightParen, L::ORDER, L::LIMIT, L::OFFSET, L::FETCH});
  }

  /// Keywords in one place only are names everywhere else.
  [[nodiscard]] size_t inContext(size_t i, bool inJsonObject) const {
    size_t next = type(i, 1);
    size_t previous = type(i, -1);
    auto onlyIf = [&](bool keyword) { return keyword ? lexemes_[i].type : static_cast<size_t>(L::Identifier); };
    switch (lexemes_[i].type) {
    case L::TIMESTAMPADD:
    case L::TIMESTAMPDIFF: return onlyIf(next == L::LeftParen && type(i, 3) == L::Comma);
    case L::IGNORE:
    case L::RESPECT: return onlyIf(next == L::NULLS && previous == L::RightParen);
    case L::NULLS: return onlyIf(oneOf(next, {L::FIRST, L::LAST}) || oneOf(previous, {L::IGNORE, L::RESPECT}));
    case L::UNBOUNDED: return onlyIf(oneOf(next, {L::PRECEDING, L::FOLLOWING}));
    case L::OBJECT: return onlyIf(previous == L::EMPTY || (previous == L::JSON && oneOf(type(i, -2), {L::IS, L::NOT})));
    case L::SCALAR: return onlyIf(previous == L::JSON && oneOf(type(i, -2), {L::IS, L::NOT}));
    case L::FINAL:
      return onlyIf((isWordName(next) || oneOf(next, {L::ReservedFunction, L::NEXT})) && type(i, 2) == L::LeftParen);
    case L::KEY:
      return inJsonObject && oneOf(previous, {L::LeftParen, L::Comma}) && !oneOf(next, {L::VALUE, L::Dot, L::LeftParen})
                 ? L::JsonKey
                 : L::KEY;
    case L::MAP: return oneOf(next, {L::LeftBracket, L::QueryParen}) ? L::MapConstructor : L::MAP;
    default: return lexemes_[i].type;
    }
  }

  Lexemes &lexemes_;
  std::vector<size_t> partner_; ///< of every `(`: its `)`, or the size
};

/// What a bracket level adds to the tree's depth: itself, its operators since the last item, its set operations and joins.
struct Level {
  size_t opener;
  uint32_t operators = 0;
  uint32_t logical = 0; ///< AND and OR; longer chains than `kMaxLogical` are built balanced
  uint32_t joined = 0;

  [[nodiscard]] uint32_t weight() const { return 1 + operators + logical + joined; }
};

constexpr uint32_t kMaxLogical = 64;

bool startsItem(size_t type) {
  return oneOf(type, {L::Comma, L::SELECT, L::FROM, L::WHERE, L::ON, L::WHEN, L::THEN, L::ELSE, L::BY, L::HAVING, L::VALUES,
                      L::QUALIFY, L::DEFINE, L::MEASURES, L::AS, L::Semicolon});
}

bool isChainOperator(size_t type) {
  return oneOf(type, {L::Plus, L::Minus, L::Star, L::Slash, L::Percent, L::Concat, L::NOT, L::Equal, L::NotEqual, L::Less,
                      L::LessEqual, L::Greater, L::GreaterEqual, L::IS, L::LIKE, L::ILIKE, L::RLIKE, L::SIMILAR, L::BETWEEN,
                      L::IN, L::OVERLAPS, L::Dot, L::ARRAY, L::MULTISET});
}

} // namespace

void classifyInContext(Lexemes &lexemes) { Contexts(lexemes).run(); }

TooDeep findTooDeep(const Lexemes &lexemes, uint32_t limit) {
  std::vector<Level> levels = {{L::EOF}};
  uint64_t weight = 1;
  size_t previous = L::EOF;
  for (const Lexeme &lexeme : lexemes) {
    size_t type = lexeme.type;
    weight -= levels.back().weight();
    bool typeArguments = type == L::Less && oneOf(previous, {L::ARRAY, L::MULTISET, L::MAP, L::ROW, L::STRUCTURED});
    Level &top = levels.back();
    if (startsItem(type)) {
      top.operators = 0;
      top.logical = 0;
    } else if (oneOf(type, {L::AND, L::OR})) {
      top.operators = 0;
      top.logical = std::min(top.logical + 1, kMaxLogical);
    } else if (oneOf(type, {L::UNION, L::INTERSECT, L::EXCEPT, L::MINUS, L::JOIN})) {
      ++top.joined;
    } else if (!typeArguments && (isChainOperator(type) || type == L::LeftBracket)) {
      ++top.operators;
    }
    weight += top.weight();
    if (typeArguments || oneOf(type, {L::LeftParen, L::QueryParen, L::LeftBracket, L::CASE, L::ExcludeBegin})) {
      levels.push_back({type});
      weight += levels.back().weight();
    } else if (oneOf(type, {L::RightParen, L::RightBracket, L::END, L::Greater, L::ExcludeEnd})) {
      bool closesTop = type == L::END ? levels.back().opener == L::CASE
                                      : type != L::Greater || levels.back().opener == L::Less;
      if (levels.size() > 1 && closesTop) {
        weight -= levels.back().weight();
        levels.pop_back();
      }
    }
    if (levels.size() > limit + 1)
      return {&lexeme, limit, false};
    if (weight > 4ULL * limit)
      return {&lexeme, 4 * limit, true};
    previous = type;
  }
  return {};
}

} // namespace millrace::parse
