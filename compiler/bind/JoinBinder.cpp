// JOIN: scopes of two inputs become one; ON, USING and NATURAL become the condition.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "compiler/rel/RelJoins.h"
#include "runtime/abi/ConnectorRecords.h"
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
    ScalarPtr condition = ExprBinder(state_, both, Place::On).bindCondition(*join.condition, "ON");
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

Scope QueryBinder::bindLookup(const ast::NamedTable &table, const ast::Join &join, const Scope &left) {
  ScalarPtr time = ExprBinder(state_, left, Place::On).bind(*table.systemTime);
  std::optional<catalog::ObjectPath> path;
  const catalog::Object *object = nullptr;
  if (!findCommonTable(table.name.parts[0].text) && (path = state_.catalog.resolve(table.name)))
    object = state_.catalog.find(*path);
  const auto *found = object ? std::get_if<std::shared_ptr<const catalog::Table>>(object) : nullptr;
  // A scan of its own: it is read before the rows that look it up.
  std::optional<Relation> cached;
  if (found) {
    if (const Relation *known = builder_.cachedScan(**found))
      cached = *known;
    builder_.forgetScan(**found);
  }
  Relation relation = readNamed(table.name, path, table.name.range);
  if (found) {
    builder_.forgetScan(**found);
    if (cached)
      builder_.cacheScan(*found, *cached);
  }
  auto refuse = [&](SourceRange range, const std::string &what) -> Diagnostic & {
    relation.value = {};
    return state_.unsupported(DiagnosticId::SystemTimeNotSupported, range, what);
  };
  const ConnectorRecord *connector = found ? findConnectorRecord((*found)->option("connector")) : nullptr;
  bool isInnerOrLeft = join.type == ast::Join::Type::Inner || join.type == ast::Join::Type::Left;
  if (!time)
    relation.value = {};
  else if (time->time != TimeAttribute::ProcessingTime)
    refuse(table.systemTime->range, "FOR SYSTEM_TIME AS OF other than a processing-time column");
  else if (!isInnerOrLeft)
    refuse(join.keywordRange, "a lookup join other than INNER and LEFT");
  else if (!connector || !connector->isAlwaysBounded)
    refuse(table.name.range, "looking up a view or a table without end").withNote("a lookup reads its table before the first row; connector filesystem has an end");
  if (!table.hints.empty())
    state_.unsupported(DiagnosticId::HintNotSupported, table.hints[0].range, "hint " + table.hints[0].name.text);
  Scope scope(relation);
  std::string name = table.name.last().text;
  if (table.alias) {
    applyAlias(scope, *table.alias);
    name = table.alias->name.text;
    path.reset();
  }
  scope.addTable({name, path, 0, static_cast<uint32_t>(scope.input().columns.size())});
  return scope;
}

Scope QueryBinder::bindJoin(const ast::Join &join) {
  const auto *named = llvm::dyn_cast<ast::NamedTable>(join.right.get());
  bool isLookup = named && named->systemTime;
  Scope left = bindFrom(*join.left), right = isLookup ? bindLookup(*named, join, left) : bindFrom(*join.right);
  for (const ScopeTable &a : left.tables())
    for (const ScopeTable &b : right.tables())
      if (!a.alias.empty() && a.alias == b.alias)
        state_.report(DiagnosticId::DuplicateAlias, join.right->range, "two tables of FROM are named `" + a.alias + "`")
            .withSecondary(join.left->range, "the other one")
            .withHelp("give one of them an alias: " + a.alias + " AS x");
  rel::JoinKind kind = kindOf(join.type);
  Scope scope = concatenate(left, right);
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
    if (isLookup && i >= leftCount)
      columns[i].time = TimeAttribute::None;
    columns[i].type.nullable |= i < leftCount ? rel::keepsRight(kind) : rel::keepsLeft(kind);
  }
  for (StarColumn &column : star)
    column.type.nullable = std::all_of(column.columns.begin(), column.columns.end(), [&](uint32_t i) { return columns[i].type.nullable; });
  Relation result = builder_.join(kind, left.input(), right.input(), condition, columns, join.range, isLookup);
  if (!ok)
    result.value = {};
  scope.input() = std::move(result);
  scope.setStar(joined.empty() && left.star().size() + right.star().size() == columns.size() ? std::vector<StarColumn>() : std::move(star));
  return scope;
}

} // namespace millrace::bind
