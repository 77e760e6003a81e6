#include "compiler/bind/SelectBinder.h"

#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/OverBinder.h"

#include <algorithm>

namespace millrace::bind {

using llvm::dyn_cast;

void SelectBinder::refuseClauses() {
  if (!select_.hints.empty())
    state_.unsupported(DiagnosticId::HintNotSupported, select_.hints[0].range, "hint " + select_.hints[0].name.text);
}

void SelectBinder::bindWindows(Scope &scope) {
  for (const ast::NamedWindow &window : select_.windows) {
    if (scope.windows().contains(window.name.text))
      state_.report(DiagnosticId::InvalidOver, window.name.range, "WINDOW defines `" + window.name.text + "` twice");
    scope.addWindow(window.name.text, bindOverWindow(state_, scope, window.spec));
  }
}

/// Items of ORDER BY that are not selected become items behind the others.
void SelectBinder::bindOrderBy(const Scope &scope, const std::vector<ast::OrderItem> &orderBy, Ordering &ordering,
                               const ExprBinder::BindSubquery &bindSubquery) {
  ordering.ok = scope.input().columnsKnown;
  if (!ordering.ok)
    return;
  Scope selected = scope;
  for (size_t i = 0; i < visible_; ++i)
    if (!items_[i].fromStar)
      selected.addValue(items_[i].name, items_[i].value);
  ExprBinder binder(state_, selected, Place::OrderBy, hasOnlyFilledGroups_);
  binder.setSubqueries(bindSubquery);
  for (const ast::OrderItem &item : orderBy) {
    std::optional<size_t> place;
    ScalarPtr value;
    if (isPosition(*item.expr))
      place = bindPosition(state_, *item.expr, visible_);
    else
      value = binder.bind(*item.expr);
    if (!place && !value) {
      ordering.ok = false;
      continue;
    }
    for (size_t i = 0; !place && i < items_.size(); ++i)
      if (items_[i].value && isSame(*items_[i].value, *value))
        place = i;
    if (!place && select_.distinct) {
      state_.report(DiagnosticId::InvalidOrderBy, item.expr->range, "SELECT DISTINCT does not select what ORDER BY wants");
      ordering.ok = false;
      continue;
    }
    if (!place) {
      place = items_.size();
      items_.push_back({"$o" + std::to_string(items_.size() - visible_), value, item.expr->range, false});
    }
    ordering.columns.push_back({static_cast<uint32_t>(*place), sortFlags(item)});
  }
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

void SelectBinder::bindItems(const Scope &scope, ExprBinder binder) {
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

void SelectBinder::makeNullable(Scope &scope, const std::set<uint32_t> &columns) {
  std::vector<ProjectedColumn> projected;
  for (uint32_t i = 0; i < scope.input().columns.size(); ++i) {
    ScalarPtr column = scope.column(i, select_.groupByRange);
    if (column && columns.contains(i))
      column = makeScalar(ScalarOp::Cast, withNull(column->type, true), select_.groupByRange, {column});
    projected.push_back({scope.input().columns[i].name, column});
  }
  std::shared_ptr<const catalog::Table> table = scope.input().table;
  scope.input() = builder_.project(scope.input(), projected, select_.groupByRange);
  scope.input().table = table;
}

Relation SelectBinder::bind(const std::vector<ast::OrderItem> *orderBy, Ordering *ordering) {
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
  auto bindSubquery = [&](const SubqueryRequest &request) { return bind::bindSubquery(query_, scope, request); };
  auto binderOf = [&](Place place) {
    ExprBinder binder(state_, scope, place, hasOnlyFilledGroups_);
    binder.setSubqueries(bindSubquery);
    return binder;
  };
  auto bindWhere = [&] {
    if (select_.where)
      where_ = termsOf(binderOf(Place::Where).bindCondition(*select_.where, "WHERE"));
  };
  bindWhere();
  // The keys come first, so that errors follow the order of meaning; the IR only needs them at the aggregation.
  auto keys = std::make_unique<Grouping>(state_, builder_, scope, bindSubquery);
  bool keysOk = keys->bindKeys(select_);
  // What is selected is computed from keys that may be NULL where a grouping set leaves them out.
  if (std::set<uint32_t> columns = keys->columnsLeftOut(); keysOk && !columns.empty()) {
    makeNullable(scope, columns);
    if (llvm::all_of(where_, [](const ScalarPtr &term) { return term != nullptr; }))
      bindWhere();
    keys = std::make_unique<Grouping>(state_, builder_, scope, bindSubquery);
    keysOk = keys->bindKeys(select_);
  }
  Grouping &grouping = *keys;
  hasOnlyFilledGroups_ = !select_.groupBy.empty() && grouping.hasOnlyFilledGroups();
  bindWindows(scope);
  bindItems(scope, binderOf(Place::Select));
  visible_ = items_.size();
  if (orderBy) {
    ordering->visible = visible_;
    bindOrderBy(scope, *orderBy, *ordering, bindSubquery);
  }
  if (select_.qualify)
    qualify_ = ExprBinder(state_, scope, Place::Qualify, hasOnlyFilledGroups_).bindCondition(*select_.qualify, "QUALIFY");
  if (select_.having)
    having_ = binderOf(Place::Having).bindCondition(*select_.having, "HAVING");
  bool grouped = !select_.groupBy.empty() || select_.having || (qualify_ && isAggregated(*qualify_)) ||
                 std::any_of(items_.begin(), items_.end(), [](const Item &item) { return item.value && isAggregated(*item.value); });

  noteRows(grouped);
  relateToOuter(scope, grouping, grouped);
  SubqueryJoiner joiner(state_, builder_), groupJoiner(state_, builder_);
  filterWhere(scope, joiner);
  if (grouped) {
    for (const Item &item : items_)
      grouping.collect(item.value);
    grouping.collect(having_);
    grouping.collect(qualify_);
  }
  ScalarPtr qualify = qualify_;
  std::vector<ProjectedColumn> projected;
  for (const Item &item : items_)
    projected.push_back({item.name, grouped && item.value ? grouping.replace(item.value) : item.value});
  Relation input = scope.input();
  if (grouped) {
    std::vector<ScalarPtr> having = termsOf(having_);
    for (ScalarPtr &term : having)
      term = term ? grouping.replace(term) : nullptr;
    if (qualify)
      qualify = grouping.replace(qualify);
    input = grouping.aggregate(joiner, select_.groupBy.empty() ? select_.range : select_.groupByRange);
    if (!keysOk)
      input.value = {};
    if (select_.having)
      groupJoiner.filter(input, having, select_.having->range);
  }
  for (ProjectedColumn &column : projected)
    column.value = (grouped ? groupJoiner : joiner).resolve(grouped ? input : scope.input(), column.value);
  if (!grouped)
    input = scope.input();
  OverBinder over(state_, builder_);
  for (const ProjectedColumn &column : projected)
    over.collect(column.value);
  over.collect(qualify);
  if (!over.empty() && !correlated_.empty()) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, select_.range, "OVER in a correlated subquery");
    input.value = {};
  }
  if (!over.empty()) {
    input = over.apply(input, select_.range);
    for (ProjectedColumn &column : projected)
      column.value = over.replace(column.value);
    qualify = over.replace(qualify);
  } else if (qualify) {
    state_.report(DiagnosticId::InvalidOver, select_.qualify->range, "QUALIFY needs an OVER aggregate").withHelp("filter rows with WHERE, groups with HAVING");
    qualify = nullptr;
  }
  if (select_.qualify)
    input = builder_.filter(input, qualify, select_.qualify->range);
  leaveCorrelated(projected, [&](const ScalarPtr &value) { return grouped ? grouping.replace(value) : value; });
  Relation result = builder_.project(input, projected, select_.range);
  bool hasStar = std::any_of(select_.items.begin(), select_.items.end(),
                             [](const ast::SelectItem &item) { return item.expr->kind() == ast::Expr::Kind::Star; });
  // An unknown input makes `*` unknown; named columns are at least known by name.
  result.columnsKnown = columnsKnown || !hasStar;
  bool windowsOk = std::all_of(scope.windows().begin(), scope.windows().end(), [](const auto &window) { return window.second.ok; });
  if (!select_.hints.empty() || !windowsOk)
    result.value = {};
  // Whether a row exists does not depend on how often.
  bool isDistinct = select_.distinct && (correlated_.empty() || !query_.isExistence);
  return isDistinct ? query_.distinct(result, select_.range) : result;
}

} // namespace millrace::bind
