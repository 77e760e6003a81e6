#include "compiler/bind/SelectBinder.h"

#include "compiler/bind/ExprBinder.h"

#include <algorithm>

namespace millrace::bind {

using llvm::dyn_cast;

void SelectBinder::refuseClauses() {
  if (!select_.hints.empty())
    state_.unsupported(DiagnosticId::HintNotSupported, select_.hints[0].range, "hint " + select_.hints[0].name.text);
  if (!select_.windows.empty())
    state_.unsupported(DiagnosticId::OverNotSupported, select_.windows[0].name.range, "the WINDOW clause");
  if (select_.qualify)
    state_.unsupported(DiagnosticId::OverNotSupported, select_.qualify->range, "QUALIFY");
}

/// Names are unique; a repeated one gets a number. Source: Calcite's SqlValidatorUtil.uniquify with EXPR_SUGGESTER.
void SelectBinder::addItem(std::string name, ScalarPtr value, SourceRange range, bool fromStar) {
  auto taken = [&](const std::string &wanted) {
    return std::any_of(items_.begin(), items_.end(), [&](const Item &item) { return item.name == wanted; });
  };
  std::string unique = name;
  for (int i = 0; taken(unique); ++i)
    unique = name + std::to_string(i);
  items_.push_back({std::move(unique), std::move(value), range, fromStar});
}

void SelectBinder::expandStar(const Scope &scope, const ast::Star &star) {
  if (star.qualifier) {
    const ScopeTable *table = scope.resolveTable(state_, *star.qualifier);
    if (!table) {
      addItem("EXPR$" + std::to_string(items_.size()), nullptr, star.range, true);
      return;
    }
    for (uint32_t i = table->first; i < table->first + table->count; ++i)
      addItem(scope.input().columns[i].name, scope.column(i, star.range), star.range, true);
    return;
  }
  if (!select_.from) {
    state_.report(DiagnosticId::StarNotAllowed, star.range, "`*` needs a FROM");
    addItem("EXPR$0", nullptr, star.range, true);
    return;
  }
  for (const StarColumn &column : scope.star())
    addItem(column.name, scope.value(column, star.range), star.range, true);
}

void SelectBinder::bindItems(const Scope &scope) {
  ExprBinder binder(state_, scope, Place::Select, !select_.groupBy.empty());
  if (select_.groupBy.empty() && !select_.having)
    binder.setScalarSubqueries([&](const ast::ScalarSubquery &subquery) { return bindScalarSubquery(scope, subquery); });
  for (const ast::SelectItem &item : select_.items) {
    if (const auto *star = dyn_cast<ast::Star>(item.expr.get())) {
      expandStar(scope, *star);
      continue;
    }
    std::string name = "EXPR$" + std::to_string(items_.size());
    if (item.alias)
      name = item.alias->text;
    else if (const auto *column = dyn_cast<ast::ColumnRef>(item.expr.get()))
      name = column->name.last().text;
    addItem(name, binder.bind(*item.expr), item.expr->range, false);
  }
}

Relation SelectBinder::bind() {
  Scope scope;
  if (select_.from)
    scope = query_.bindFrom(*select_.from);
  else
    scope = Scope(builder_.values({}, {{}}, select_.range));
  std::vector<std::string> aliases;
  for (const ast::SelectItem &item : select_.items)
    if (item.alias)
      aliases.push_back(item.alias->text);
  scope.setSelectAliases(std::move(aliases));
  refuseClauses();
  bool columnsKnown = scope.input().columnsKnown;

  scope.setOuter(query_.outerScope());
  if (select_.where)
    bindWhere(scope);
  // The keys come first, so that errors follow the order of meaning; the IR only needs them at the aggregation.
  Grouping grouping(state_, builder_, scope);
  bool keysOk = grouping.bindKeys(select_);
  bindItems(scope);
  ScalarPtr having;
  if (select_.having)
    having = ExprBinder(state_, scope, Place::Having, !select_.groupBy.empty()).bindCondition(*select_.having, "HAVING");
  bool grouped = !select_.groupBy.empty() || select_.having ||
                 std::any_of(items_.begin(), items_.end(), [](const Item &item) { return item.value && isAggregated(*item.value); });

  if (grouped && !scalarQueries_.empty()) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, scalarQueries_[0].range, "a subquery beside aggregates");
    scope.input().value = {};
  }
  joinScalarSubqueries(scope);
  if (grouped && !correlated_.empty()) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, select_.range, "a correlated subquery with aggregates");
    scope.input().value = {};
  }
  if (grouped) {
    for (const Item &item : items_)
      grouping.collect(item.value);
    grouping.collect(having);
  }
  std::vector<ProjectedColumn> projected;
  for (const Item &item : items_)
    projected.push_back({item.name, grouped && item.value ? grouping.replace(item.value) : item.value});
  Relation input = scope.input();
  if (grouped) {
    if (having)
      having = grouping.replace(having);
    input = grouping.aggregate(scope.input(), select_.groupBy.empty() ? select_.range : select_.groupByRange);
    if (!keysOk)
      input.value = {};
    if (select_.having)
      input = builder_.filter(input, having, select_.having->range);
  }
  leaveCorrelated(scope, projected);
  Relation result = builder_.project(input, projected, select_.range);
  bool hasStar = std::any_of(select_.items.begin(), select_.items.end(),
                             [](const ast::SelectItem &item) { return item.expr->kind() == ast::Expr::Kind::Star; });
  // An unknown input makes `*` unknown; named columns are at least known by name.
  result.columnsKnown = columnsKnown || !hasStar;
  if (!select_.hints.empty() || !select_.windows.empty() || select_.qualify)
    result.value = {};
  // Whether a row exists does not depend on how often.
  if (!select_.distinct || !correlated_.empty())
    return result;
  std::vector<uint32_t> keys(result.columns.size());
  std::vector<RelationColumn> columns = result.columns;
  for (uint32_t i = 0; i < keys.size(); ++i) {
    keys[i] = i;
    columns[i].time = TimeAttribute::None;
  }
  Relation distinct = builder_.aggregate(result, keys, {}, columns, select_.range);
  distinct.columnsKnown = result.columnsKnown;
  return distinct;
}

} // namespace millrace::bind
