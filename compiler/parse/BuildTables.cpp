// FROM: tables, joins, MATCH_RECOGNIZE.
#include "compiler/parse/AstBuilder.h"

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;
using P = generated::FlinkSqlParser;

TableRefPtr AstBuilder::from(P::FromClauseContext *c) {
  TableRefPtr left = tableReference(c->tableReference(0));
  for (size_t i = 1; i < c->tableReference().size(); ++i) {
    TableRefPtr right = tableReference(c->tableReference(i));
    auto comma = std::make_unique<Join>(join(left->range, right->range));
    comma->type = Join::Type::Comma;
    comma->keywordRange = range(c->Comma(i - 1));
    comma->left = std::move(left);
    comma->right = std::move(right);
    left = std::move(comma);
  }
  return left;
}

TableRefPtr AstBuilder::tableReference(P::TableReferenceContext *c) {
  TableRefPtr left = tablePrimary(c->tablePrimary());
  for (P::JoinPartContext *part : c->joinPart())
    left = joined(std::move(left), part);
  return left;
}

TableRefPtr AstBuilder::joined(TableRefPtr left, P::JoinPartContext *c) {
  auto result = std::make_unique<Join>(source::join(left->range, range(c)));
  P::JoinTypeContext *type = c->joinType();
  result->type = c->CROSS()               ? Join::Type::Cross
                 : type && type->LEFT()  ? Join::Type::Left
                 : type && type->RIGHT() ? Join::Type::Right
                 : type && type->FULL()  ? Join::Type::Full
                                         : Join::Type::Inner;
  result->natural = c->NATURAL() != nullptr;
  result->keywordRange = source::join(range(c->start), range(c->JOIN()));
  result->left = std::move(left);
  result->right = tablePrimary(c->tablePrimary());
  if (auto *condition = c->joinCondition()) {
    if (condition->expression())
      result->condition = expression(condition->expression());
    result->usingColumns = identifiers(condition->identifierList());
  }
  return result;
}

TableRefPtr AstBuilder::tablePrimary(P::TablePrimaryContext *c) {
  TableRefPtr table = tableSource(c->tableSource());
  auto name = [&](P::TableAliasContext *aliasContext) {
    if (table->alias || llvm::isa<Join>(*table))
      fail(DiagnosticId::SyntaxError, range(aliasContext), "tables in parentheses take their names inside the parentheses");
    table->alias = alias(aliasContext);
    table->range = source::join(table->range, table->alias->range);
  };
  for (antlr4::tree::ParseTree *child : c->children) {
    if (auto *aliasContext = dynamic_cast<P::TableAliasContext *>(child))
      name(aliasContext);
    else if (auto *match = dynamic_cast<P::MatchRecognizeContext *>(child))
      table = matchRecognize(std::move(table), match);
  }
  return table;
}

TableRefPtr AstBuilder::tableSource(P::TableSourceContext *c) {
  SourceRange at = range(c);
  bool lateral = c->LATERAL() != nullptr;
  ExprPtr systemTime = c->systemTime() ? expression(c->systemTime()->expression()) : nullptr;
  if (c->UNNEST()) {
    auto unnest = std::make_unique<UnnestTable>(at);
    unnest->lateral = lateral;
    unnest->withOrdinality = c->ORDINALITY() != nullptr;
    unnest->collections = expressions(c->expression());
    return unnest;
  }
  if (c->query())
    return std::make_unique<DerivedTable>(lateral, query(c->query()), at);
  if (c->tableReference())
    return tableReference(c->tableReference());
  if (c->TABLE() || c->LeftParen()) {
    auto *inner = c->tableFunction();
    auto call = inner ? tableFunction(inner->compoundIdentifier(), inner->callArguments(), range(inner))
                      : tableFunction(c->compoundIdentifier(), c->callArguments(),
                                      source::join(range(c->compoundIdentifier()), range(c->RightParen())));
    auto table = std::make_unique<FunctionTable>(lateral, inner != nullptr, std::move(call), at);
    table->systemTime = std::move(systemTime);
    return table;
  }
  auto table = std::make_unique<NamedTable>(compound(c->compoundIdentifier()), at);
  if (lateral)
    fail(DiagnosticId::SyntaxError, range(c->LATERAL()), "`LATERAL` stands before a subquery, `TABLE(…)` or `UNNEST`");
  if (c->hints())
    table->hints = hints(c->hints());
  table->systemTime = std::move(systemTime);
  return table;
}

TableAlias AstBuilder::alias(P::TableAliasContext *c) {
  return {identifier(c->identifier()), identifiers(c->identifierList()), range(c)};
}

TableRefPtr AstBuilder::matchRecognize(TableRefPtr input, P::MatchRecognizeContext *c) {
  auto result = std::make_unique<MatchRecognize>(source::join(input->range, range(c)));
  result->input = std::move(input);
  result->partitionBy = expressions(c->expression());
  if (c->orderBy())
    result->orderBy = orderBy(c->orderBy());
  for (P::MeasureContext *measure : c->measure())
    result->measures.push_back({identifier(measure->identifier()), expression(measure->expression())});
  if (c->PER())
    result->allRowsPerMatch = c->ALL() != nullptr;
  if (c->afterMatch())
    result->afterMatch = afterMatch(c->afterMatch());
  result->pattern = pattern(c->pattern());
  if (c->WITHIN())
    result->within = expression(c->additive());
  for (P::SubsetContext *subset : c->subset()) {
    std::vector<Identifier> names = identifiers(subset->identifier());
    Identifier name = std::move(names.front());
    names.erase(names.begin());
    result->subsets.push_back({std::move(name), std::move(names)});
  }
  for (P::DefineContext *define : c->define())
    result->defines.push_back({identifier(define->identifier()), expression(define->expression())});
  return result;
}

MatchSkip AstBuilder::afterMatch(P::AfterMatchContext *c) {
  MatchSkip skip;
  skip.range = range(c);
  // TO A is TO LAST A (SQL:2016, 6.12).
  skip.target = c->PAST()    ? MatchSkip::Target::PastLastRow
                : c->NEXT()  ? MatchSkip::Target::ToNextRow
                : c->FIRST() ? MatchSkip::Target::ToFirst
                             : MatchSkip::Target::ToLast;
  if (c->identifier())
    skip.variable = identifier(c->identifier());
  return skip;
}

MatchPattern AstBuilder::pattern(P::PatternContext *c) {
  std::vector<P::PatternSequenceContext *> alternatives = c->patternSequence();
  if (alternatives.size() == 1)
    return patternSequence(alternatives.front());
  MatchPattern result;
  result.kind = MatchPattern::Kind::Alternation;
  result.range = range(c);
  for (P::PatternSequenceContext *alternative : alternatives)
    result.children.push_back(patternSequence(alternative));
  return result;
}

MatchPattern AstBuilder::patternSequence(P::PatternSequenceContext *c) {
  MatchPattern result;
  result.kind = MatchPattern::Kind::Sequence;
  result.range = range(c);
  if (c->Caret()) {
    MatchPattern begin;
    begin.kind = MatchPattern::Kind::Begin;
    begin.range = range(c->Caret());
    result.children.push_back(std::move(begin));
  }
  for (P::PatternFactorContext *factor : c->patternFactor())
    result.children.push_back(patternFactor(factor));
  if (result.children.size() > 1)
    return result;
  MatchPattern only = std::move(result.children.front());
  return only;
}

MatchPattern AstBuilder::patternFactor(P::PatternFactorContext *c) {
  P::PatternPrimaryContext *primary = c->patternPrimary();
  MatchPattern base;
  base.range = range(primary);
  if (primary->identifier()) {
    base.variable = identifier(primary->identifier());
    // `$` is a letter to the lexer.
    bool isEnd = !base.variable.quoted && base.variable.text == "$";
    base.kind = isEnd ? MatchPattern::Kind::End : MatchPattern::Kind::Variable;
  } else if (primary->PERMUTE() || primary->ExcludeBegin()) {
    base.kind = primary->PERMUTE() ? MatchPattern::Kind::Permute : MatchPattern::Kind::Exclude;
    for (P::PatternContext *child : primary->pattern())
      base.children.push_back(pattern(child));
  } else if (!primary->pattern().empty()) {
    base = pattern(primary->pattern(0));
  }
  if (!c->patternQuantifier())
    return base;
  MatchPattern repeat;
  repeat.kind = MatchPattern::Kind::Repeat;
  repeat.range = range(c);
  repeat.children.push_back(std::move(base));
  quantify(repeat, c->patternQuantifier());
  return repeat;
}

void AstBuilder::quantify(MatchPattern &repeat, P::PatternQuantifierContext *c) {
  if (!c->LeftBrace()) {
    repeat.minCount = c->Plus() ? 1 : 0;
    // `??` is a reluctant `?`: its first mark is the quantifier.
    size_t marks = c->Question().size();
    bool optional = !c->Plus() && !c->Star();
    if (optional)
      repeat.maxCount = 1;
    repeat.reluctant = marks > (optional ? 1 : 0);
    return;
  }
  repeat.reluctant = !c->Question().empty();
  std::vector<Terminal *> numbers = c->IntegerLiteral();
  size_t commaIndex = c->Comma() ? c->Comma()->getSymbol()->getTokenIndex() : SIZE_MAX;
  bool startsOpen = numbers.front()->getSymbol()->getTokenIndex() > commaIndex;
  repeat.minCount = startsOpen ? 0 : count(numbers.front());
  if (!c->Comma() || startsOpen || numbers.size() == 2)
    repeat.maxCount = count(numbers.back());
}

} // namespace millrace::parse
