#include "compiler/parse/AstBuilder.h"

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;
using P = generated::FlinkSqlParser;


QueryPtr AstBuilder::query(P::QueryContext *c) {
  auto result = std::make_unique<Query>();
  result->range = range(c);
  if (auto *with = c->withClause()) {
    result->with = WithClause();
    result->with->recursive = with->RECURSIVE() != nullptr;
    result->with->range = range(with);
    for (P::CommonTableContext *table : with->commonTable())
      result->with->tables.push_back({identifier(table->identifier()),
                                      identifiers(table->identifierList()),
                                      query(table->query()), range(table)});
  }
  result->body = body(c->queryBody());
  auto *inner = llvm::dyn_cast<Parenthesized>(result->body.get());
  if (inner && !c->withClause() && !c->orderBy() && c->limitClause().empty())
    return std::move(inner->query); // `((SELECT 1))`: parentheses around a whole query say nothing
  if (c->orderBy())
    result->orderBy = orderBy(c->orderBy());
  bool limited = false;
  for (P::LimitClauseContext *clause : c->limitClause()) {
    bool second = clause->OFFSET() ? result->offset != nullptr : limited;
    limited |= clause->OFFSET() == nullptr;
    if (second)
      fail(DiagnosticId::SyntaxError, range(clause), clause->OFFSET() ? "a second `OFFSET`" : "a second `LIMIT`");
    limit(*result, clause);
  }
  return result;
}

void AstBuilder::limit(Query &query, P::LimitClauseContext *c) {
  if (c->OFFSET()) {
    query.offset = expression(c->signedOperand());
    return;
  }
  query.limitRange = range(c);
  if (c->signedOperand())
    query.limit = expression(c->signedOperand());
  else if (c->FETCH()) // FETCH FIRST ROW ONLY
    query.limit = std::make_unique<NumericLiteral>("1", NumericLiteral::Form::Integer, range(c));
}

QueryBodyPtr AstBuilder::body(P::QueryBodyContext *c) {
  QueryBodyPtr left = term(c->queryTerm(0));
  std::unique_ptr<SetOperation> operation;
  for (size_t i = 1; i < c->children.size(); ++i) {
    if (auto *right = dynamic_cast<P::QueryTermContext *>(c->children[i])) {
      operation->right = term(right);
      operation->range = join(operation->range, operation->right->range);
      left = std::move(operation);
      continue;
    }
    auto *word = static_cast<Terminal *>(c->children[i]);
    size_t type = word->getSymbol()->getType();
    if (type == P::ALL || type == P::DISTINCT) {
      operation->all = type == P::ALL;
      continue;
    }
    operation = std::make_unique<SetOperation>(left->range);
    operation->op = type == P::UNION ? SetOperation::Op::Union : SetOperation::Op::Except;
    operation->opRange = range(word);
    operation->left = std::move(left);
  }
  return left;
}

QueryBodyPtr AstBuilder::term(P::QueryTermContext *c) {
  QueryBodyPtr left = queryPrimary(c->queryPrimary(0));
  std::unique_ptr<SetOperation> operation;
  for (size_t i = 1; i < c->children.size(); ++i) {
    if (auto *right = dynamic_cast<P::QueryPrimaryContext *>(c->children[i])) {
      operation->right = queryPrimary(right);
      operation->range = join(operation->range, operation->right->range);
      left = std::move(operation);
      continue;
    }
    auto *word = static_cast<Terminal *>(c->children[i]);
    if (word->getSymbol()->getType() != P::INTERSECT) {
      operation->all = word->getSymbol()->getType() == P::ALL;
      continue;
    }
    operation = std::make_unique<SetOperation>(left->range);
    operation->op = SetOperation::Op::Intersect;
    operation->opRange = range(word);
    operation->left = std::move(left);
  }
  return left;
}

QueryBodyPtr AstBuilder::queryPrimary(P::QueryPrimaryContext *c) {
  SourceRange at = range(c);
  if (c->select())
    return select(c->select());
  if (c->TABLE())
    return std::make_unique<ExplicitTable>(compound(c->compoundIdentifier()), at);
  if (c->query())
    return std::make_unique<Parenthesized>(query(c->query()), at);
  auto values = std::make_unique<Values>(at);
  for (P::ValuesRowContext *row : c->valuesRow()) {
    Values::Line line;
    line.range = range(row);
    ExprPtr value = expression(row);
    if (auto *list = llvm::dyn_cast<Row>(value.get()))
      line.items = std::move(list->items);
    else
      line.items.push_back(std::move(value));
    values->rows.push_back(std::move(line));
  }
  return values;
}

QueryBodyPtr AstBuilder::select(P::SelectContext *c) {
  auto result = std::make_unique<Select>(range(c));
  result->distinct = c->DISTINCT() != nullptr;
  if (c->hints())
    result->hints = hints(c->hints());
  for (P::SelectItemContext *item : c->selectItem())
    result->items.push_back(selectItem(item));
  if (c->fromClause())
    result->from = from(c->fromClause());
  if (c->whereClause())
    result->where = expression(c->whereClause()->expression());
  if (auto *group = c->groupByClause()) {
    result->groupByRange = range(group);
    result->groupByDistinct = group->DISTINCT() != nullptr;
    for (P::GroupItemContext *item : group->groupItem())
      result->groupBy.push_back(groupItem(item));
  } else {
    result->groupByRange = text_.range(result->range.end, result->range.end);
  }
  if (c->havingClause())
    result->having = expression(c->havingClause()->expression());
  if (auto *windows = c->windowClause())
    for (P::NamedWindowContext *window : windows->namedWindow())
      result->windows.push_back({identifier(window->identifier()), windowSpec(window->windowSpec())});
  if (c->qualifyClause())
    result->qualify = expression(c->qualifyClause()->expression());
  return result;
}

SelectItem AstBuilder::selectItem(P::SelectItemContext *c) {
  SelectItem item;
  item.range = range(c);
  if (c->Star())
    item.expr = std::make_unique<Star>(item.range);
  else
    item.expr = expression(c->expression());
  if (c->identifier())
    item.alias = identifier(c->identifier());
  if (item.alias && llvm::isa<Star>(*item.expr))
    fail(DiagnosticId::SyntaxError, item.alias->range, "`*` takes no alias");
  return item;
}

GroupItem AstBuilder::groupItem(P::GroupItemContext *c) {
  GroupItem item;
  item.range = range(c);
  if (c->ROLLUP() || c->CUBE() || c->GROUPING()) {
    item.kind = c->ROLLUP() ? GroupItem::Kind::Rollup : c->CUBE() ? GroupItem::Kind::Cube : GroupItem::Kind::GroupingSets;
    for (P::GroupItemContext *child : c->groupItem())
      item.children.push_back(groupItem(child));
    return item;
  }
  if (!c->expression()) {
    item.kind = GroupItem::Kind::Grouping;
    return item;
  }
  ExprPtr value = expression(c->expression());
  auto *list = llvm::dyn_cast<Row>(value.get());
  if (list && list->implicit) {
    item.kind = GroupItem::Kind::Grouping;
    item.exprs = std::move(list->items);
  } else {
    item.exprs.push_back(std::move(value));
  }
  return item;
}

std::vector<Hint> AstBuilder::hints(P::HintsContext *c) {
  std::vector<Hint> result;
  auto text = [&](P::HintKeyContext *key) {
    return key->stringLiteral() ? quotedText(key->stringLiteral()).value : spelled(range(key));
  };
  for (P::HintContext *hint : c->hint()) {
    Hint one{identifier(hint->identifier()), {}, range(hint)};
    for (P::HintOptionContext *option : hint->hintOption()) {
      P::HintKeyContext *first = option->hintKey(0);
      bool keyed = option->Equal() != nullptr;
      P::HintKeyContext *value = keyed ? option->hintKey(1) : first;
      one.options.push_back({keyed ? text(first) : "", text(value), range(first), range(value)});
    }
    result.push_back(std::move(one));
  }
  return result;
}

} // namespace millrace::parse
