// The values of subqueries inside expressions: columns of the rows around, by left joins.
#include "compiler/bind/Subquery.h"

namespace millrace::bind {

namespace {

ScalarPtr isNull(const ScalarPtr &value) { return makeScalar(ScalarOp::IsNull, simpleType(TypeKind::Boolean, false), value->range, {value}); }

ScalarPtr truth(const Type &type, std::optional<bool> value, SourceRange range) {
  return makeConstant(type, value ? Constant(*value) : Constant(), range);
}

/// One that is there for every row: NULL behind a left join says that no row is.
ProjectedColumn marker(SourceRange range) { return {"$m", makeConstant(simpleType(TypeKind::Boolean, false), true, range)}; }

ScalarPtr columnOf(const Relation &relation, uint32_t index, SourceRange range) {
  return makeColumn(index, relation.columns[index].type, TimeAttribute::None, range);
}

/// if ... then ... else ..., each of `type`.
struct Cases {
  Type type;
  SourceRange range;
  std::vector<std::pair<ScalarPtr, ScalarPtr>> whens;

  void add(const ScalarPtr &condition, std::optional<bool> value) { whens.emplace_back(condition, truth(type, value, range)); }
  ScalarPtr otherwise(bool value) {
    ScalarPtr result = truth(type, value, range);
    for (size_t i = whens.size(); i-- > 0;)
      result = makeScalar(ScalarOp::If, type, range, {whens[i].first, whens[i].second, result});
    return result;
  }
};

} // namespace

ScalarPtr SubqueryJoiner::join(Relation &input, const Scalar &node) {
  switch (node.subquery->form) {
  case SubqueryForm::Value:
    return joinValue(input, node);
  case SubqueryForm::Exists:
    return joinExists(input, node);
  case SubqueryForm::In:
    return joinIn(input, node);
  case SubqueryForm::Compare:
    return joinComparison(input, node);
  }
  return nullptr;
}

ScalarPtr SubqueryJoiner::joinValue(Relation &input, const Scalar &node) {
  const Subquery &subquery = *node.subquery;
  SourceRange range = node.range;
  Keyed rows = keyed(input, node);
  bool isKnownSingle = subquery.isOneRowAtMost && rows.relation.columns.size() == subquery.relation.columns.size();
  project(rows, {{"$v", columnOf(rows.relation, 0, range)}}, range);
  auto value = static_cast<uint32_t>(rows.columns.size());
  if (!isKnownSingle)
    aggregate(rows, {"SINGLE_VALUE"}, range);
  if (subquery.withoutMatch)
    project(rows, {{"$v", columnOf(rows.relation, value, range)}, marker(range)}, range);
  uint32_t first = leftJoin(input, rows, nullptr, range);
  ScalarPtr found = columnOf(input, first + value, range);
  if (!subquery.withoutMatch)
    return found;
  ScalarPtr without = replaceColumns(subquery.withoutMatch, [&](const Scalar &column) { return node.args[subquery.operandCount + column.index]; });
  if (!without->type.nullable)
    without = makeScalar(ScalarOp::Cast, found->type, range, {without});
  return makeScalar(ScalarOp::If, found->type, range, {isNull(columnOf(input, first + value + 1, range)), without, found});
}

ScalarPtr SubqueryJoiner::joinExists(Relation &input, const Scalar &node) {
  Keyed rows = keyed(input, node);
  project(rows, {marker(node.range)}, node.range);
  aggregate(rows, {}, node.range);
  uint32_t first = leftJoin(input, rows, nullptr, node.range);
  return makeNot(isNull(columnOf(input, first + static_cast<uint32_t>(rows.columns.size()), node.range)), node.range);
}

/// FALSE of no rows, TRUE of one that is equal, else NULL if the operand or a row is.
ScalarPtr SubqueryJoiner::joinIn(Relation &input, const Scalar &node) {
  const Subquery &subquery = *node.subquery;
  SourceRange range = node.range;
  if (subquery.operandCount > 1 && node.type.nullable) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, range, "IN of several values that may be NULL, as a value,")
        .withNote("joined by AND in WHERE it is");
    return nullptr;
  }
  Keyed equal = keyed(input, node), all = equal;
  std::vector<ProjectedColumn> values;
  for (uint32_t i = 0; i < subquery.operandCount; ++i)
    values.push_back({"$v" + std::to_string(i), columnOf(equal.relation, i, range)});
  ScalarPtr hasNull = isNull(values[0].value);
  values.push_back(marker(range));
  project(equal, values, range);
  aggregate(equal, {}, range);
  auto keyCount = static_cast<uint32_t>(equal.columns.size()), base = static_cast<uint32_t>(input.columns.size());
  std::vector<ScalarPtr> terms;
  for (uint32_t i = 0; i < subquery.operandCount; ++i) {
    ScalarPtr column = makeColumn(base + keyCount + i, equal.relation.columns[keyCount + i].type, TimeAttribute::None, range);
    terms.push_back(makeComparison(state_, ast::BinaryOp::Equal, node.args[i], column, range));
  }
  uint32_t first = leftJoin(input, equal, joinLogic(ScalarOp::And, terms, range), range);
  ScalarPtr isFound = makeNot(isNull(columnOf(input, first + keyCount + subquery.operandCount, range)), range);
  if (!node.type.nullable)
    return isFound;
  project(all, {marker(range), {"$n", hasNull}}, range);
  aggregate(all, {"MAX", "MAX"}, range);
  first = leftJoin(input, all, nullptr, range) + keyCount;
  Cases cases{node.type, range, {}};
  cases.add(isNull(columnOf(input, first, range)), false);
  cases.add(isNull(node.args[0]), std::nullopt);
  cases.add(isFound, true);
  cases.add(columnOf(input, first + 1, range), std::nullopt);
  return cases.otherwise(false);
}

/// operand op ANY: of an order, the least or greatest value decides; `<>` is true where two values differ.
ScalarPtr SubqueryJoiner::joinComparison(Relation &input, const Scalar &node) {
  const Subquery &subquery = *node.subquery;
  SourceRange range = node.range;
  if (subquery.operandCount > 1) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, range, "a comparison of several values with a subquery");
    return nullptr;
  }
  bool isUnequal = subquery.op == ast::BinaryOp::NotEqual;
  bool needsLeast = subquery.op == ast::BinaryOp::Greater || subquery.op == ast::BinaryOp::GreaterEqual;
  Keyed rows = keyed(input, node);
  ScalarPtr value = columnOf(rows.relation, 0, range);
  std::vector<ProjectedColumn> values = {marker(range), {"$n", isNull(value)}, {"$v", value}};
  std::vector<const char *> functions = {"MAX", "MAX", needsLeast ? "MIN" : "MAX"};
  if (isUnequal) {
    values.push_back({"$w", value});
    functions.push_back("MIN");
  }
  project(rows, values, range);
  aggregate(rows, functions, range);
  uint32_t first = leftJoin(input, rows, nullptr, range) + static_cast<uint32_t>(rows.columns.size());
  ScalarPtr extreme = columnOf(input, first + 2, range);
  Cases cases{node.type, range, {}};
  cases.add(isNull(columnOf(input, first, range)), false);
  cases.add(isNull(node.args[0]), std::nullopt);
  if (isUnequal)
    cases.add(makeComparison(state_, ast::BinaryOp::NotEqual, extreme, columnOf(input, first + 3, range), range), true);
  cases.add(makeComparison(state_, subquery.op, node.args[0], extreme, range), true);
  cases.add(columnOf(input, first + 1, range), std::nullopt);
  return cases.otherwise(false);
}

} // namespace millrace::bind
