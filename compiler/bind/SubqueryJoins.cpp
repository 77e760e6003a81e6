// Joins subqueries to the rows around them: existence as semi and anti joins, keys for everything that is joined as a value.
#include "compiler/bind/Subquery.h"
#include "compiler/rel/RelJoins.h"

#include <algorithm>

namespace millrace::bind {

namespace {

std::vector<RelationColumn> withoutTime(std::vector<RelationColumn> columns) {
  for (RelationColumn &column : columns)
    column.time = TimeAttribute::None;
  return columns;
}

/// A correlated condition over the columns of a row around, as `args` has them, and a relation whose columns begin at `first`.
ScalarPtr overBoth(const ScalarPtr &condition, const Scalar &node, uint32_t first) {
  return replaceColumns(condition, [&](const Scalar &column) -> ScalarPtr {
    if (column.isOuter)
      return node.args[node.subquery->operandCount + column.index];
    return makeColumn(first + column.index, column.type, TimeAttribute::None, column.range);
  });
}

/// The test that a term of WHERE is, if it is one: NOT is counted.
const Scalar *existenceTest(const Scalar &term, bool &negated) {
  if (term.op == ScalarOp::Not) {
    negated = !negated;
    return existenceTest(*term.args[0], negated);
  }
  bool isTest = term.op == ScalarOp::Subquery && (term.subquery->form == SubqueryForm::Exists || term.subquery->form == SubqueryForm::In);
  return isTest ? &term : nullptr;
}

} // namespace

void SubqueryJoiner::filter(Relation &input, const std::vector<ScalarPtr> &terms, SourceRange range) {
  std::vector<ScalarPtr> conditions, values;
  std::vector<std::pair<const Scalar *, bool>> tests;
  for (const ScalarPtr &term : terms) {
    if (!term) {
      input.value = {};
      continue;
    }
    bool negated = false;
    if (const Scalar *test = existenceTest(*term, negated))
      tests.emplace_back(test, negated);
    else
      (hasSubquery(*term) ? values : conditions).push_back(term);
  }
  if (!conditions.empty())
    input = builder_.filter(input, joinLogic(ScalarOp::And, conditions, range), range);
  for (auto [test, negated] : tests)
    joinExistence(input, *test, negated);
  if (values.empty())
    return;
  for (ScalarPtr &value : values)
    value = resolve(input, value);
  bool ok = std::all_of(values.begin(), values.end(), [](const ScalarPtr &value) { return value != nullptr; });
  input = builder_.filter(input, ok ? joinLogic(ScalarOp::And, values, range) : nullptr, range);
}

/// x NOT IN (...) also matches where x = y is NULL, so that such a row is no result.
void SubqueryJoiner::joinExistence(Relation &input, const Scalar &test, bool negated) {
  Scalar node = test;
  for (ScalarPtr &arg : node.args)
    if (!(arg = resolve(input, arg))) {
      input.value = {};
      return;
    }
  const Subquery &subquery = *node.subquery;
  auto first = static_cast<uint32_t>(input.columns.size());
  std::vector<ScalarPtr> terms;
  for (uint32_t i = 0; i < subquery.operandCount; ++i) {
    ScalarPtr column = makeColumn(first + i, subquery.relation.columns[i].type, TimeAttribute::None, subquery.queryRange);
    ScalarPtr equal = makeComparison(state_, ast::BinaryOp::Equal, node.args[i], column, node.range);
    if (negated && equal->type.nullable)
      equal = makeLogic(ScalarOp::Or, equal, makeScalar(ScalarOp::IsNull, simpleType(TypeKind::Boolean, false), equal->range, {equal}), node.range);
    terms.push_back(equal);
  }
  for (const ScalarPtr &condition : subquery.correlated)
    terms.push_back(overBoth(condition, node, first));
  ScalarPtr condition = terms.empty() ? nullptr : joinLogic(ScalarOp::And, terms, node.range);
  input = builder_.join(negated ? rel::JoinKind::Anti : rel::JoinKind::Semi, input, subquery.relation, condition, withoutTime(input.columns), node.range);
}

ScalarPtr SubqueryJoiner::resolve(Relation &input, const ScalarPtr &scalar) {
  if (!scalar || !hasSubquery(*scalar))
    return scalar;
  if (auto found = resolved_.find(scalar); found != resolved_.end())
    return found->second;
  auto copy = std::make_shared<Scalar>(*scalar);
  bool ok = true;
  for (ScalarPtr &arg : copy->args)
    ok &= (arg = resolve(input, arg)) != nullptr;
  ScalarPtr result = ok ? copy : nullptr;
  if (ok && copy->op == ScalarOp::Subquery) {
    auto same = std::find_if(joined_.begin(), joined_.end(), [&](const auto &joined) { return isSame(*joined.first, *copy); });
    result = same != joined_.end() ? same->second : join(input, *copy);
    if (same == joined_.end())
      joined_.emplace_back(copy, result);
  }
  resolved_.emplace(scalar, result);
  return result;
}

SubqueryJoiner::Keyed SubqueryJoiner::keyed(const Relation &input, const Scalar &node) {
  const Subquery &subquery = *node.subquery;
  Keyed result{subquery.relation, {}, {}, {}};
  std::vector<ProjectedColumn> columns;
  Scope scope(subquery.relation);
  for (uint32_t i = 0; i < subquery.relation.columns.size(); ++i)
    columns.push_back({subquery.relation.columns[i].name, scope.column(i, node.range)});
  for (const ScalarPtr &condition : subquery.correlated) {
    auto equality = correlatedEquality(*condition);
    if (!equality)
      return keyedByDomain(input, node);
    result.outer.push_back(overBoth(equality->outer, node, 0));
    result.nullSafe.push_back(equality->nullSafe);
    if (equality->inner->op == ScalarOp::Column) {
      result.columns.push_back(equality->inner->index);
      continue;
    }
    result.columns.push_back(static_cast<uint32_t>(columns.size()));
    columns.push_back({"$k" + std::to_string(columns.size()), equality->inner});
  }
  if (columns.size() > subquery.relation.columns.size())
    result.relation = builder_.project(subquery.relation, columns, node.range);
  return result;
}

/// Where the subquery's rows are not found by equality: joined to the distinct values of the columns around that it uses, by which they are found then.
/// Source: Calcite's RelDecorrelator (value generators).
SubqueryJoiner::Keyed SubqueryJoiner::keyedByDomain(const Relation &input, const Scalar &node) {
  const Subquery &subquery = *node.subquery;
  Keyed domain{input, {}, {}, {}};
  std::vector<ProjectedColumn> projected;
  for (size_t i = subquery.operandCount; i < node.args.size(); ++i)
    projected.push_back({"$d" + std::to_string(projected.size()), node.args[i]});
  project(domain, projected, node.range);
  aggregate(domain, {}, node.range);
  Keyed result;
  auto first = static_cast<uint32_t>(subquery.relation.columns.size());
  for (uint32_t i = 0; i < projected.size(); ++i) {
    result.outer.push_back(projected[i].value);
    result.columns.push_back(first + i);
    result.nullSafe.push_back(true);
  }
  std::vector<ScalarPtr> terms;
  for (const ScalarPtr &condition : subquery.correlated)
    terms.push_back(replaceColumns(condition, [&](const Scalar &column) {
      return makeColumn(column.isOuter ? first + column.index : column.index, column.type, TimeAttribute::None, column.range);
    }));
  std::vector<RelationColumn> columns = subquery.relation.columns;
  columns.insert(columns.end(), domain.relation.columns.begin(), domain.relation.columns.end());
  result.relation = builder_.join(rel::JoinKind::Inner, subquery.relation, domain.relation, joinLogic(ScalarOp::And, terms, node.range),
                                  withoutTime(std::move(columns)), node.range);
  return result;
}

void SubqueryJoiner::project(Keyed &keyed, std::vector<ProjectedColumn> values, SourceRange range) {
  std::vector<ProjectedColumn> columns;
  for (uint32_t &column : keyed.columns) {
    const RelationColumn &key = keyed.relation.columns[column];
    column = static_cast<uint32_t>(columns.size());
    columns.push_back({key.name, makeColumn(static_cast<uint32_t>(&key - keyed.relation.columns.data()), key.type, TimeAttribute::None, range)});
  }
  columns.insert(columns.end(), values.begin(), values.end());
  keyed.relation = builder_.project(keyed.relation, columns, range);
}

void SubqueryJoiner::aggregate(Keyed &keyed, const std::vector<const char *> &functions, SourceRange range) {
  const std::vector<RelationColumn> &columns = keyed.relation.columns;
  std::vector<uint32_t> keys;
  for (uint32_t i = 0; i < columns.size() - functions.size(); ++i)
    keys.push_back(i);
  std::vector<RelationColumn> result(columns.begin(), columns.begin() + static_cast<ptrdiff_t>(keys.size()));
  std::vector<AggregateCall> calls;
  for (const char *function : functions) {
    auto argument = static_cast<uint32_t>(keys.size() + calls.size());
    Type types[1] = {columns[argument].type};
    const AggregateRecord *record = findAggregate(function, types);
    if (!record) {
      state_.unsupported(DiagnosticId::SubqueryNotSupported, range, "a comparison of " + typeText(types[0]) + " with a subquery");
      keyed.relation.value = {};
      return;
    }
    calls.push_back({record, {argument}, false, std::nullopt, withNull(types[0], true)});
    result.push_back({columns[argument].name, calls.back().type});
  }
  keyed.relation = builder_.aggregate(keyed.relation, keys, calls, result, range);
}

uint32_t SubqueryJoiner::leftJoin(Relation &input, const Keyed &keyed, const ScalarPtr &condition, SourceRange range) {
  auto first = static_cast<uint32_t>(input.columns.size());
  std::vector<ScalarPtr> terms;
  for (size_t i = 0; i < keyed.columns.size(); ++i) {
    const RelationColumn &key = keyed.relation.columns[keyed.columns[i]];
    ScalarPtr column = makeColumn(first + keyed.columns[i], key.type, TimeAttribute::None, range);
    terms.push_back(makeComparison(state_, ast::BinaryOp::Equal, keyed.outer[i], column, range));
    if (keyed.nullSafe[i])
      terms.back() = makeScalar(ScalarOp::NotDistinct, simpleType(TypeKind::Boolean, false), range, {keyed.outer[i], column});
  }
  if (condition)
    terms.push_back(condition);
  std::vector<RelationColumn> columns = withoutTime(input.columns);
  for (const RelationColumn &column : keyed.relation.columns)
    columns.push_back({"$s" + std::to_string(columns.size()), withNull(column.type, true)});
  input = builder_.join(rel::JoinKind::Left, input, keyed.relation, terms.empty() ? nullptr : joinLogic(ScalarOp::And, terms, range), columns, range);
  return first;
}

} // namespace millrace::bind
