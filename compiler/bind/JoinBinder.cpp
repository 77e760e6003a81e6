// JOIN: scopes of two inputs become one; ON, USING and NATURAL become the condition.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "compiler/bind/Subquery.h"
#include "compiler/rel/RelJoins.h"
#include "stdlib/ResultRules.h"

#include <algorithm>

namespace millrace::bind {

namespace {

rel::JoinKind kindOf(ast::Join::Type type) {
  switch (type) {
  case ast::Join::Type::Left:
    return rel::JoinKind::Left;
  case ast::Join::Type::Right:
    return rel::JoinKind::Right;
  case ast::Join::Type::Full:
    return rel::JoinKind::Full;
  default:
    return rel::JoinKind::Inner;
  }
}

StarColumn shifted(StarColumn column, uint32_t by) {
  for (uint32_t &index : column.columns)
    index += by;
  return column;
}

/// The columns of both inputs, as the condition sees them.
Scope concatenate(const Scope &left, const Scope &right) {
  Relation both = left.input();
  both.value = {};
  both.table = nullptr;
  both.columnsKnown &= right.input().columnsKnown;
  both.columns.insert(both.columns.end(), right.input().columns.begin(), right.input().columns.end());
  for (RelationColumn &column : both.columns)
    column.role = WindowRole::None;
  Scope scope(both);
  auto leftCount = static_cast<uint32_t>(left.input().columns.size());
  for (const ScopeTable &table : left.tables())
    scope.addTable(table);
  for (ScopeTable table : right.tables()) {
    table.first += leftCount;
    scope.addTable(table);
  }
  std::vector<StarColumn> star = left.star();
  for (const StarColumn &column : right.star())
    star.push_back(shifted(column, leftCount));
  scope.setStar(std::move(star));
  return scope;
}

/// The joined columns stand first in `*`, then what is left of either side. Source: Calcite's SqlValidatorImpl.Permute.
std::vector<StarColumn> joinedStar(const Scope &scope, const std::vector<JoinedName> &joined, rel::JoinKind kind, uint32_t leftCount) {
  std::vector<StarColumn> star, rest = scope.star();
  for (const JoinedName &name : joined) {
    StarColumn left = name.left, right = shifted(name.right, leftCount);
    StarColumn column = left;
    // Where one side is there for every row, its column never differs from what COALESCE gives; the other one may know that it is NOT NULL.
    bool useRight = kind == rel::JoinKind::Right || (kind == rel::JoinKind::Inner && left.type.nullable && !right.type.nullable);
    if (useRight)
      column = right;
    else if (kind == rel::JoinKind::Full)
      column.columns.insert(column.columns.end(), right.columns.begin(), right.columns.end());
    Type types[2] = {left.type, right.type};
    column.type = withNull(commonType(types).value_or(left.type), column.type.nullable);
    star.push_back(std::move(column));
    std::erase_if(rest, [&](const StarColumn &item) { return item.columns == left.columns || item.columns == right.columns; });
  }
  star.insert(star.end(), rest.begin(), rest.end());
  return star;
}

const StarColumn *findName(const std::vector<StarColumn> &star, const std::string &name, size_t &count) {
  const StarColumn *found = nullptr;
  count = 0;
  for (const StarColumn &column : star)
    if (column.name == name) {
      found = &column;
      ++count;
    }
  return found;
}

bool readsColumn(const Scalar &scalar, uint32_t column) {
  return (scalar.op == ScalarOp::Column && !scalar.isOuter && scalar.index == column) ||
         std::any_of(scalar.args.begin(), scalar.args.end(), [&](const ScalarPtr &argument) { return argument && readsColumn(*argument, column); });
}

/// MR0371 where ON does not even read a column of the versioned table's primary key; what else lacks is seen by rel-check-temporal-joins.
void checkVersionKey(BindState &state, const Relation &versions, uint32_t leftCount, const ScalarPtr &condition) {
  if (!versions.table || !condition)
    return;
  std::string key, missing;
  auto add = [](std::string &names, const std::string &name) { names += (names.empty() ? "`" : ", `") + name + "`"; };
  for (const std::string &name : versions.table->primaryKey)
    for (uint32_t i = 0; i < versions.columns.size(); ++i)
      if (versions.columns[i].name == name) {
        add(key, name);
        if (!readsColumn(*condition, leftCount + i))
          add(missing, name);
      }
  if (!missing.empty())
    state.report(DiagnosticId::TemporalJoinKey, condition->range, "ON must compare the whole key of the versioned table: " + key)
        .withLabel("no `=` for " + missing);
}

} // namespace

/// `left.name = right.name`; nullptr after an error.
ScalarPtr QueryBinder::equalColumns(const ast::Join &join, const Scope &left, const Scope &right, const ast::Identifier &name,
                                    std::vector<JoinedName> &joined) {
  const Scope *sides[2] = {&left, &right};
  JoinedName found{name.text, {}, {}};
  for (int side = 0; side < 2; ++side) {
    std::vector<StarColumn> star = sides[side]->star();
    size_t count;
    const StarColumn *column = findName(star, name.text, count);
    if (count != 1) {
      const ast::TableRef &table = side == 0 ? *join.left : *join.right;
      auto &diagnostic =
          state_.report(DiagnosticId::InvalidUsingColumn, name.range,
                        count == 0 ? "column `" + name.text + "` is not on both sides of the join" : "column `" + name.text + "` is ambiguous");
      diagnostic.withSecondary(table.range, count == 0 ? "no such column here" : std::to_string(count) + " columns here have this name");
      if (count == 0)
        suggestReplacing(diagnostic, name, sides[side]->input().columnNames());
      return nullptr;
    }
    (side == 0 ? found.left : found.right) = *column;
  }
  auto leftCount = static_cast<uint32_t>(left.input().columns.size());
  Scope both = concatenate(left, right);
  ScalarPtr a = both.value(found.left, name.range), b = both.value(shifted(found.right, leftCount), name.range);
  if (!a || !b)
    return nullptr;
  joined.push_back(found);
  return makeComparison(state_, ast::BinaryOp::Equal, a, b, name.range);
}

std::vector<ast::Identifier> QueryBinder::commonNames(const ast::Join &join, const Scope &left, const Scope &right) {
  std::vector<ast::Identifier> names;
  std::vector<StarColumn> others = right.star();
  size_t count;
  for (const StarColumn &column : left.star())
    if (findName(others, column.name, count))
      names.push_back({column.name, false, join.keywordRange});
  return names;
}

/// Null without one. `ok` turns false after an error.
ScalarPtr QueryBinder::bindJoinCondition(const ast::Join &join, const Scope &left, const Scope &right, const Scope &both,
                                         std::vector<JoinedName> &joined, bool &ok) {
  if (join.condition) {
    ExprBinder binder(state_, both, Place::On);
    binder.setSubqueries([&](const SubqueryRequest &request) { return bindSubquery(*this, both, request); });
    ScalarPtr condition = binder.bindCondition(*join.condition, "ON");
    ok &= condition != nullptr;
    return condition;
  }
  if (!left.input().columnsKnown || !right.input().columnsKnown) {
    ok = false;
    return nullptr;
  }
  std::vector<ScalarPtr> equalities;
  for (const ast::Identifier &name : join.natural ? commonNames(join, left, right) : join.usingColumns) {
    equalities.push_back(equalColumns(join, left, right, name, joined));
    ok &= equalities.back() != nullptr;
  }
  return ok && !equalities.empty() ? joinLogic(ScalarOp::And, equalities, join.range) : nullptr;
}

Scope QueryBinder::bindJoin(const ast::Join &join) {
  const auto *named = llvm::dyn_cast<ast::NamedTable>(join.right.get());
  std::optional<AsOf> asOf;
  if (named && named->systemTime)
    asOf.emplace();
  const auto *unnest = llvm::dyn_cast<ast::UnnestTable>(join.right.get());
  Unnested unnested;
  const auto *derived = llvm::dyn_cast<ast::DerivedTable>(join.right.get());
  bool isLateral = derived && derived->lateral;
  Lateral lateral;
  rel::JoinKind kind = kindOf(join.type);
  unnested.isLeft = rel::keepsLeft(kind);
  Scope left = bindFrom(*join.left);
  left.setOuter(outerScope_);
  Scope right = asOf        ? bindAsOf(*named, join, left, *asOf)
                : unnest    ? bindUnnest(*unnest, left, unnested)
                : isLateral ? bindLateral(*derived, left, rel::keepsLeft(kind), lateral)
                            : bindFrom(*join.right);
  for (const ScopeTable &a : left.tables())
    for (const ScopeTable &b : right.tables())
      if (!a.alias.empty() && a.alias == b.alias)
        state_.report(DiagnosticId::DuplicateAlias, join.right->range, "two tables of FROM are named `" + a.alias + "`")
            .withSecondary(join.left->range, "the other one")
            .withHelp("give one of them an alias: " + a.alias + " AS x");
  Scope scope = concatenate(left, right);
  scope.setOuter(outerScope_);
  std::vector<JoinedName> joined;
  bool ok = true;
  ScalarPtr condition = bindJoinCondition(join, left, right, scope, joined, ok);
  bool isCross = join.type == ast::Join::Type::Cross || join.type == ast::Join::Type::Comma;
  if (!join.condition && join.usingColumns.empty() && !join.natural && !isCross) {
    state_.report(DiagnosticId::JoinNeedsCondition, join.keywordRange, "a join needs ON or USING").withHelp("every row with every row is CROSS JOIN");
    ok = false;
  }
  auto leftCount = static_cast<uint32_t>(left.input().columns.size());
  std::vector<StarColumn> star = joined.empty() ? scope.star() : joinedStar(scope, joined, kind, leftCount);
  std::vector<RelationColumn> columns = scope.input().columns;
  for (uint32_t i = 0; i < columns.size(); ++i) {
    // Which joins end time is known when their conditions are where they belong: rel-check-times.
    if (asOf && i >= leftCount)
      columns[i].time = TimeAttribute::None;
    if (unnest && i < leftCount)
      columns[i].role = left.input().columns[i].role;
    columns[i].type.nullable |= i < leftCount ? rel::keepsRight(kind) : rel::keepsLeft(kind);
  }
  for (StarColumn &column : star)
    column.type.nullable = std::all_of(column.columns.begin(), column.columns.end(), [&](uint32_t i) { return columns[i].type.nullable; });
  SourceRange range = join.range;
  if (asOf && asOf->rightTime) {
    checkVersionKey(state_, right.input(), leftCount, condition);
    range = {named->name.range.begin, named->systemTime->range.end, named->name.range.source};
  }
  Relation result;
  result.columns = columns;
  result.columnsKnown = scope.input().columnsKnown;
  bool hasSubqueries = condition && hasSubquery(*condition);
  if ((unnest || isLateral) && rel::keepsRight(kind)) {
    state_.unsupported(DiagnosticId::JoinNotSupported, join.keywordRange, std::string(unnest ? "an UNNEST" : "LATERAL") + " on the right of a RIGHT or FULL join");
    ok = false;
  } else if (hasSubqueries && (unnest || isLateral || asOf)) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, condition->range, "a subquery in ON of this join");
    ok = false;
  }
  if (!ok)
    result.value = {};
  else if (unnest)
    result = expand(left, unnested, condition, columns, join.range);
  else if (isLateral)
    result = joinLateral(join, left, lateral, condition, columns);
  else if (hasSubqueries)
    result = joinWithSubqueries(kind, left, right, condition, columns, join.range);
  else
    result = builder_.join(kind, left.input(), right.input(), condition, columns, range, asOf);
  scope.input() = std::move(result);
  scope.setStar(joined.empty() && left.star().size() + right.star().size() == columns.size() ? std::vector<StarColumn>() : std::move(star));
  return scope;
}

} // namespace millrace::bind
