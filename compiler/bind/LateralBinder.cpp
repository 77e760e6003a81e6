// LATERAL: a query on the right of a join that uses columns of the rows on its left.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "compiler/rel/RelJoins.h"

#include <algorithm>

namespace millrace::bind {

using llvm::dyn_cast;

namespace {

/// `SELECT ... FROM UNNEST(...) [WHERE ...]`; null for other queries.
const ast::Select *selectOfElements(const ast::Query &query) {
  const auto *select = dyn_cast<ast::Select>(query.body.get());
  bool isPlain = select && !query.with && query.orderBy.empty() && !query.limit && !query.offset && select->from && select->groupBy.empty() &&
                 !select->having && !select->qualify && !select->distinct;
  return isPlain && select->from->kind() == ast::TableRef::Kind::Unnest ? select : nullptr;
}

ScalarPtr ofType(const ScalarPtr &value, const Type &type) {
  return !value || value->type == type ? value : makeScalar(ScalarOp::Cast, type, value->range, {value});
}

/// Over the left columns and, behind them, those of the query.
ScalarPtr overJoined(const ScalarPtr &scalar, uint32_t leftCount) {
  return !scalar ? scalar : replaceColumns(scalar, [&](const Scalar &column) -> ScalarPtr {
    auto copy = std::make_shared<Scalar>(column);
    if (!column.isOuter)
      copy->index += leftCount;
    copy->isOuter = false;
    return copy;
  });
}

bool isTrueConstant(const ScalarPtr &condition) {
  const bool *value = condition->op == ScalarOp::Constant ? std::get_if<bool>(&condition->value) : nullptr;
  return value && *value;
}

} // namespace

Scope QueryBinder::bindLateral(const ast::DerivedTable &table, const Scope &left, bool isLeft, Lateral &lateral) {
  Relation visible;
  if (const ast::Select *select = selectOfElements(*table.query)) {
    visible = bindElements(*select, left, isLeft, lateral);
  } else {
    Scope around = left;
    around.setOuter(outerScope_);
    QueryBinder inner(state_, target_, this, &around);
    lateral.relation = inner.bindQuery(*table.query);
    lateral.correlation = std::move(inner.correlation);
    visible = lateral.relation;
    visible.columns.resize(visible.columns.size() - lateral.correlation.columns);
  }
  visible.value = {};
  visible.table = nullptr;
  for (RelationColumn &column : visible.columns)
    column.role = WindowRole::None;
  Scope scope(visible);
  std::string name;
  if (table.alias) {
    applyAlias(scope, *table.alias);
    name = table.alias->name.text;
  }
  scope.addTable({name, std::nullopt, 0, static_cast<uint32_t>(scope.input().columns.size())});
  return scope;
}

/// A query of a row's elements alone is an UNNEST with a condition and a projection.
Relation QueryBinder::bindElements(const ast::Select &select, const Scope &left, bool isLeft, Lateral &lateral) {
  auto leftCount = static_cast<uint32_t>(left.input().columns.size());
  lateral.unnest.emplace();
  lateral.unnest->isLeft = isLeft;
  Scope elements = bindUnnest(llvm::cast<ast::UnnestTable>(*select.from), left, *lateral.unnest);
  lateral.elements = elements.input().columns;
  elements.setOuter(&left);
  if (select.where)
    lateral.where = overJoined(ExprBinder(state_, elements, Place::Where).bindCondition(*select.where, "WHERE"), leftCount);
  Relation result;
  result.columnsKnown = elements.input().columnsKnown;
  if (select.where && !lateral.where)
    lateral.unnest->collection = nullptr;
  ExprBinder binder(state_, elements, Place::Select);
  auto add = [&](const std::string &name, ScalarPtr value) {
    if (value && (isAggregated(*value) || hasOver(*value))) {
      state_.unsupported(DiagnosticId::SubqueryNotSupported, value->range, "an aggregate of the elements of a row");
      value = nullptr;
    }
    result.columns.push_back({name, value ? value->type : Type(), TimeAttribute::None, WindowRole::None, value != nullptr});
    lateral.results.push_back(overJoined(value, leftCount));
  };
  for (const ast::SelectItem &item : select.items) {
    if (item.expr->kind() == ast::Expr::Kind::Star) {
      for (uint32_t i = 0; i < lateral.elements.size(); ++i)
        add(lateral.elements[i].name, elements.column(i, item.expr->range));
      continue;
    }
    const auto *column = dyn_cast<ast::ColumnRef>(item.expr.get());
    std::string name = item.alias ? item.alias->text : column ? column->name.last().text : "EXPR$" + std::to_string(result.columns.size());
    add(name, binder.bind(*item.expr));
  }
  return result;
}

/// `columns`: of the result. Where the row has no element that counts, LEFT gives NULL for every result.
Relation QueryBinder::joinElements(const ast::Join &join, const Scope &left, const Lateral &lateral, const ScalarPtr &condition,
                                   const std::vector<RelationColumn> &columns) {
  auto leftCount = static_cast<uint32_t>(left.input().columns.size());
  Unnested unnest = *lateral.unnest;
  if (unnest.isLeft && condition && !isTrueConstant(condition)) {
    state_.unsupported(DiagnosticId::JoinNotSupported, condition->range, "a condition of LEFT JOIN LATERAL of UNNEST other than TRUE")
        .withHelp("put it into the query's WHERE");
    unnest.collection = nullptr;
  }
  std::vector<RelationColumn> expanded(columns.begin(), columns.begin() + leftCount);
  expanded.insert(expanded.end(), lateral.elements.begin(), lateral.elements.end());
  auto place = static_cast<uint32_t>(expanded.size());
  if (unnest.isLeft && !unnest.withOrdinality) {
    unnest.withOrdinality = true;
    expanded.push_back({"$place", simpleType(TypeKind::Int, true)});
  } else {
    --place;
  }
  Relation elements = expand(left, unnest, lateral.where, expanded, join.range);
  std::vector<ProjectedColumn> projected;
  Scope passed(elements);
  for (uint32_t i = 0; i < columns.size(); ++i) {
    ScalarPtr value = i < leftCount ? passed.column(i, join.range) : lateral.results[i - leftCount];
    if (i >= leftCount && unnest.isLeft && value && value->op != ScalarOp::Column) {
      ScalarPtr isMissing = makeScalar(ScalarOp::IsNull, simpleType(TypeKind::Boolean, false), value->range, {passed.column(place, value->range)});
      value = makeScalar(ScalarOp::If, columns[i].type, value->range, {isMissing, makeConstant(columns[i].type, Constant(), value->range), ofType(value, columns[i].type)});
    }
    projected.push_back({columns[i].name, ofType(value, columns[i].type)});
  }
  Relation result = builder_.project(elements, projected, join.range);
  return condition && !unnest.isLeft && !isTrueConstant(condition) ? builder_.filter(result, condition, condition->range) : result;
}

Relation QueryBinder::joinLateral(const ast::Join &join, const Scope &left, const Lateral &lateral, const ScalarPtr &condition,
                                  std::vector<RelationColumn> columns) {
  if (lateral.unnest)
    return joinElements(join, left, lateral, condition, columns);
  auto leftCount = static_cast<uint32_t>(left.input().columns.size());
  bool isLeft = join.type == ast::Join::Type::Left;
  Relation right = lateral.relation;
  const std::vector<ScalarPtr> &without = lateral.correlation.withoutMatch;
  bool hasDefaults = isLeft && std::any_of(without.begin(), without.end(), [](const ScalarPtr &value) { return value != nullptr; });
  if (hasDefaults && condition && !isTrueConstant(condition)) {
    state_.unsupported(DiagnosticId::JoinNotSupported, condition->range, "a condition of LEFT JOIN LATERAL of COUNT other than TRUE");
    right.value = {};
  }
  auto marker = static_cast<uint32_t>(leftCount + right.columns.size());
  if (hasDefaults) {
    std::vector<ProjectedColumn> marked;
    Scope all(right);
    for (uint32_t i = 0; i < right.columns.size(); ++i)
      marked.push_back({right.columns[i].name, all.column(i, join.range)});
    marked.push_back({"$m", makeConstant(simpleType(TypeKind::Boolean, false), true, join.range)});
    right = builder_.project(right, marked, join.range);
  }
  std::vector<ScalarPtr> terms;
  if (condition && !isTrueConstant(condition))
    terms.push_back(condition);
  for (const ScalarPtr &correlated : lateral.correlation.conditions)
    terms.push_back(overJoined(correlated, leftCount));
  std::vector<RelationColumn> all = columns;
  for (size_t i = columns.size() - leftCount; i < right.columns.size(); ++i)
    all.push_back({right.columns[i].name, withNull(right.columns[i].type, right.columns[i].type.nullable || isLeft)});
  for (RelationColumn &column : all)
    column.time = TimeAttribute::None;
  Relation joined = builder_.join(isLeft ? rel::JoinKind::Left : rel::JoinKind::Inner, left.input(), right,
                                  terms.empty() ? nullptr : joinLogic(ScalarOp::And, terms, join.range), all, join.range);
  std::vector<ProjectedColumn> projected;
  Scope passed(joined);
  for (uint32_t i = 0; i < columns.size(); ++i) {
    ScalarPtr value = passed.column(i, join.range);
    if (value && hasDefaults && i >= leftCount && without[i - leftCount]) {
      ScalarPtr isMissing = makeScalar(ScalarOp::IsNull, simpleType(TypeKind::Boolean, false), join.range, {passed.column(marker, join.range)});
      ScalarPtr instead = ofType(castTo(overJoined(without[i - leftCount], leftCount), value->type), value->type);
      value = makeScalar(ScalarOp::If, value->type, join.range, {isMissing, instead, value});
    }
    projected.push_back({columns[i].name, value});
  }
  return builder_.project(joined, projected, join.range);
}

} // namespace millrace::bind
