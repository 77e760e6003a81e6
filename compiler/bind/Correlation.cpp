/// What a SELECT that is a subquery takes of the query around it.
///
/// Shape:   conditions of WHERE that use columns around are left to that query, which joins by them; below GROUP BY and LIMIT only equalities can be, and their
///          inner sides become keys. For everything else the distinct values of these columns are joined to the subquery's own rows: the domain.
/// Source:  Calcite's RelDecorrelator; Flink's SubQueryDecorrelator. Neumann, Kemper, "Unnesting Arbitrary Queries" (BTW 2015).
#include "compiler/bind/SelectBinder.h"
#include "compiler/rel/RelJoins.h"

#include <algorithm>

namespace millrace::bind {

namespace {

/// The value over no rows: COUNT is 0, other aggregates are NULL. Null where it is NULL or cannot be told.
ScalarPtr ofNoRows(const ScalarPtr &scalar) {
  if (scalar->op == ScalarOp::Aggregate) {
    bool isCount = scalar->aggregate->name == "COUNT";
    return makeConstant(scalar->type, isCount ? Constant(int64_t(0)) : Constant(), scalar->range);
  }
  if (scalar->op == ScalarOp::Subquery || (scalar->op == ScalarOp::Column && !scalar->isOuter))
    return nullptr;
  auto copy = std::make_shared<Scalar>(*scalar);
  for (ScalarPtr &arg : copy->args)
    if (!(arg = ofNoRows(arg)))
      return nullptr;
  return copy;
}

bool isNullConstant(const Scalar &scalar) { return scalar.op == ScalarOp::Constant && std::holds_alternative<std::monostate>(scalar.value); }

} // namespace

/// How many rows there are for a row around, and what it has where there are none.
void SelectBinder::noteRows(bool grouped) {
  bool isGlobal = grouped && select_.groupBy.empty(), isBare = !grouped && !select_.from;
  if (!query_.outerScope() || (!isGlobal && !isBare) || select_.qualify)
    return;
  Correlation &correlation = query_.correlation;
  correlation.isOneRowAtMost = true;
  correlation.isOneRow = isGlobal ? !select_.having : !select_.where;
  if (!isGlobal || select_.having)
    return;
  for (const Item &item : items_) {
    ScalarPtr value = item.value ? ofNoRows(item.value) : nullptr;
    correlation.withoutMatch.push_back(value && !isNullConstant(*value) ? value : nullptr);
  }
}

bool SelectBinder::usesOuter(const Grouping &grouping) const {
  auto uses = [](const ScalarPtr &scalar) { return scalar && isCorrelated(*scalar); };
  return uses(having_) || uses(qualify_) || std::any_of(grouping.keys().begin(), grouping.keys().end(), uses) ||
         std::any_of(items_.begin(), items_.end(), [&](const Item &item) { return uses(item.value); });
}

void SelectBinder::relateToOuter(Scope &scope, Grouping &grouping, bool grouped) {
  if (!query_.outerScope())
    return;
  bool byEquality = grouped || query_.isLimited || (select_.distinct && !query_.isExistence);
  std::vector<ScalarPtr> own, left;
  bool needsDomain = usesOuter(grouping);
  for (const ScalarPtr &term : where_) {
    bool isOuter = term && isCorrelated(*term);
    bool canBeLeft = isOuter && !hasSubquery(*term) && (!byEquality || correlatedEquality(*term));
    needsDomain |= isOuter && !canBeLeft;
    (canBeLeft ? left : own).push_back(term);
  }
  if (needsDomain) {
    joinDomain(scope, grouping);
  } else {
    where_ = std::move(own);
    correlated_ = std::move(left);
  }
  if (!grouped || correlated_.empty())
    return;
  if (grouping.hasWindow() || grouping.isExpanded()) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, select_.range,
                       grouping.hasWindow() ? "GROUP BY of a window in a correlated subquery" : "GROUP BY of several sets in a correlated subquery");
    scope.input().value = {};
  }
  for (const ScalarPtr &condition : correlated_)
    grouping.addHiddenKey(correlatedEquality(*condition)->inner);
}

void SelectBinder::joinDomain(Scope &scope, Grouping &grouping) {
  const Scope &outer = *query_.outerScope();
  std::map<uint32_t, uint32_t> places; // column around, place in the domain
  auto base = static_cast<uint32_t>(scope.input().columns.size());
  std::vector<ProjectedColumn> projected;
  auto rewrite = [&](const ScalarPtr &scalar) {
    return !scalar ? scalar : replaceColumns(scalar, [&](const Scalar &column) -> ScalarPtr {
      if (!column.isOuter)
        return std::make_shared<Scalar>(column);
      auto [place, isNew] = places.try_emplace(column.index, static_cast<uint32_t>(projected.size()));
      if (isNew) {
        projected.push_back({outer.input().columns[column.index].name, outer.column(column.index, column.range)});
        auto around = std::make_shared<Scalar>(column);
        around->time = TimeAttribute::None;
        ScalarPtr own = makeColumn(base + place->second, column.type, TimeAttribute::None, column.range);
        correlated_.push_back(makeScalar(ScalarOp::NotDistinct, simpleType(TypeKind::Boolean, false), column.range, {around, own}));
      }
      return makeColumn(base + place->second, column.type, TimeAttribute::None, column.range);
    });
  };
  for (ScalarPtr &term : where_)
    term = rewrite(term);
  for (Item &item : items_)
    item.value = rewrite(item.value);
  having_ = rewrite(having_);
  qualify_ = rewrite(qualify_);
  grouping.rewriteKeys(rewrite);
  Relation domain = query_.distinct(builder_.project(outer.input(), projected, select_.range), select_.range);
  std::vector<RelationColumn> columns = scope.input().columns;
  columns.insert(columns.end(), domain.columns.begin(), domain.columns.end());
  for (RelationColumn &column : columns)
    column.time = TimeAttribute::None;
  scope.input() = builder_.join(rel::JoinKind::Inner, scope.input(), domain, nullptr, std::move(columns), select_.range);
}

void SelectBinder::filterWhere(Scope &scope, SubqueryJoiner &joiner) {
  if (select_.where && !where_.empty())
    joiner.filter(scope.input(), where_, select_.where->range);
}

/// Gives the columns that `correlated_` needs to the query around, behind the result's. `overResult`: an expression over what the result is projected from.
void SelectBinder::leaveCorrelated(std::vector<ProjectedColumn> &projected, const Rewrite &overResult) {
  size_t visible = projected.size();
  std::map<uint32_t, uint32_t> places;
  auto leave = [&](const ScalarPtr &value) {
    auto place = static_cast<uint32_t>(projected.size());
    projected.push_back({"$c" + std::to_string(place - visible), overResult(value)});
    return makeColumn(place, value->type, TimeAttribute::None, value->range);
  };
  for (const ScalarPtr &condition : correlated_) {
    if (auto equality = correlatedEquality(*condition)) {
      query_.correlation.conditions.push_back(makeScalar(condition->op, condition->type, condition->range, {equality->outer, leave(equality->inner)}));
      continue;
    }
    query_.correlation.conditions.push_back(replaceColumns(condition, [&](const Scalar &column) -> ScalarPtr {
      if (column.isOuter)
        return std::make_shared<Scalar>(column);
      auto [place, isNew] = places.try_emplace(column.index, static_cast<uint32_t>(projected.size()));
      if (isNew)
        leave(makeColumn(column.index, column.type, TimeAttribute::None, column.range));
      return makeColumn(place->second, column.type, TimeAttribute::None, column.range);
    }));
  }
  query_.correlation.columns = static_cast<uint32_t>(projected.size() - visible);
  // Without links to rows around there is one group for all of them, which is NULL until it has rows, as in Flink's streams.
  if (correlated_.empty())
    query_.correlation.withoutMatch.clear();
}

} // namespace millrace::bind
