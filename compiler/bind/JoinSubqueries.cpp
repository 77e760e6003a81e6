// Subqueries in ON.
#include "compiler/bind/QueryBinder.h"
#include "compiler/bind/Subquery.h"
#include "compiler/rel/RelJoins.h"

#include <algorithm>

namespace millrace::bind {

namespace {

/// Whether the columns that a subquery takes are of the left side, of the right one, or of both.
enum class Side : uint8_t { Left, Right, Both };

Side sideOf(const Scalar &node, uint32_t leftCount) {
  bool readsLeft = false, readsRight = false;
  for (const ScalarPtr &arg : node.args)
    (void)replaceColumns(arg, [&](const Scalar &column) -> ScalarPtr {
      (column.index < leftCount ? readsLeft : readsRight) = true;
      return std::make_shared<Scalar>(column);
    });
  return !readsLeft ? Side::Right : readsRight ? Side::Both : Side::Left;
}

ScalarPtr shifted(const ScalarPtr &scalar, int64_t by) {
  return replaceColumns(scalar, [&](const Scalar &column) -> ScalarPtr {
    auto copy = std::make_shared<Scalar>(column);
    copy->index = static_cast<uint32_t>(column.index + by);
    return copy;
  });
}

/// Replaces the outermost subqueries of an expression.
ScalarPtr replaceSubqueries(const ScalarPtr &scalar, const std::function<ScalarPtr(const ScalarPtr &)> &replace) {
  if (!hasSubquery(*scalar))
    return scalar;
  if (scalar->op == ScalarOp::Subquery)
    return replace(scalar);
  auto copy = std::make_shared<Scalar>(*scalar);
  for (ScalarPtr &arg : copy->args)
    if (!(arg = replaceSubqueries(arg, replace)))
      return nullptr;
  return copy;
}

} // namespace

/// An inner join's are tested behind it. Those of an outer join decide which rows match, so their values are joined to one of its sides before.
Relation QueryBinder::joinWithSubqueries(rel::JoinKind kind, const Scope &left, const Scope &right, const ScalarPtr &condition,
                                         std::vector<RelationColumn> columns, SourceRange range) {
  auto leftCount = static_cast<uint32_t>(left.input().columns.size());
  if (kind == rel::JoinKind::Inner) {
    std::vector<ScalarPtr> own, behind;
    for (const ScalarPtr &term : termsOf(condition))
      (hasSubquery(*term) ? behind : own).push_back(term);
    ScalarPtr on = own.empty() ? nullptr : joinLogic(ScalarOp::And, own, range);
    Relation joined = builder_.join(kind, left.input(), right.input(), on, columns, range);
    SubqueryJoiner(state_, builder_).filter(joined, behind, condition->range);
    joined.columns.resize(columns.size());
    return joined.value ? keepColumns(joined, range) : joined;
  }
  Relation sides[2] = {left.input(), right.input()};
  SubqueryJoiner joiners[2] = {{state_, builder_}, {state_, builder_}};
  std::map<const Scalar *, std::pair<Side, ScalarPtr>> values;
  bool ok = replaceSubqueries(condition, [&](const ScalarPtr &node) -> ScalarPtr {
              Side side = sideOf(*node, leftCount);
              if (side == Side::Both) {
                state_.unsupported(DiagnosticId::SubqueryNotSupported, node->range, "a subquery in ON of an outer join that uses columns of both its sides");
                return nullptr;
              }
              auto at = static_cast<size_t>(side);
              ScalarPtr value = joiners[at].resolve(sides[at], side == Side::Left ? node : shifted(node, -static_cast<int64_t>(leftCount)));
              values[node.get()] = {side, value};
              return value;
            }) != nullptr;
  Relation failed;
  failed.columns = columns;
  if (!ok)
    return failed;
  auto leftWidth = static_cast<uint32_t>(sides[0].columns.size());
  auto moved = [&](const Scalar &column) -> ScalarPtr {
    auto copy = std::make_shared<Scalar>(column);
    copy->index += column.index < leftCount ? 0 : leftWidth - leftCount;
    return copy;
  };
  // The condition's own columns move first: those of the values already are where they will be.
  std::map<std::shared_ptr<const Subquery>, ScalarPtr> ready;
  for (const auto &[node, value] : values)
    ready[node->subquery] = value.first == Side::Left ? value.second : shifted(value.second, leftWidth);
  ScalarPtr on = replaceSubqueries(replaceColumns(condition, moved), [&](const ScalarPtr &node) { return ready[node->subquery]; });
  std::vector<RelationColumn> all;
  for (size_t side = 0; side < 2; ++side)
    for (RelationColumn column : sides[side].columns) {
      column.type.nullable |= side == 0 ? rel::keepsRight(kind) : rel::keepsLeft(kind);
      column.time = TimeAttribute::None;
      all.push_back(std::move(column));
    }
  Relation joined = builder_.join(kind, sides[0], sides[1], on, all, range);
  std::vector<ProjectedColumn> projected;
  Scope passed(joined);
  for (uint32_t i = 0; i < columns.size(); ++i)
    projected.push_back({columns[i].name, passed.column(i < leftCount ? i : i + leftWidth - leftCount, range)});
  return builder_.project(joined, projected, range);
}

/// The relation's first columns, as many as it says: a join behind may have added others.
Relation QueryBinder::keepColumns(const Relation &relation, SourceRange range) {
  if (relation.columns.size() == rel::streamOf(relation.value).getColumns().size())
    return relation;
  std::vector<ProjectedColumn> projected;
  Scope passed(relation);
  for (uint32_t i = 0; i < relation.columns.size(); ++i)
    projected.push_back({relation.columns[i].name, passed.column(i, range)});
  return builder_.project(relation, projected, range);
}

} // namespace millrace::bind
