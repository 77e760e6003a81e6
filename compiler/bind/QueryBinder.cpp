#include "compiler/bind/QueryBinder.h"

#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/SelectBinder.h"
#include "stdlib/ResultRules.h"

#include <algorithm>
#include <array>

namespace millrace::bind {

using llvm::cast;

Relation unknownRelation() {
  Relation relation;
  relation.columnsKnown = false;
  return relation;
}

void renameColumns(BindState &state, Relation &relation, const std::vector<ast::Identifier> &names, SourceRange range) {
  if (names.empty() || !relation.columnsKnown)
    return;
  if (names.size() != relation.columns.size()) {
    state.report(DiagnosticId::ColumnCountMismatch, range,
                 std::to_string(names.size()) + (names.size() == 1 ? " name" : " names") + " for " + std::to_string(relation.columns.size()) +
                     (relation.columns.size() == 1 ? " column" : " columns"))
        .withNote("the columns are " + listNames(relation.columnNames()));
    relation.value = {};
    relation.columnsKnown = false;
    return;
  }
  for (size_t i = 0; i < names.size(); ++i) {
    for (size_t j = 0; j < i; ++j)
      if (names[i].text == names[j].text)
        state.report(DiagnosticId::DuplicateColumn, names[i].range, "column `" + names[i].text + "` stands twice")
            .withSecondary(names[j].range, "first here");
    relation.columns[i].name = names[i].text;
  }
  relation.table = nullptr;
}

void QueryBinder::bindWith(const ast::WithClause &with) {
  if (with.recursive)
    state_.unsupported(DiagnosticId::StatementNotSupported, with.range, "WITH RECURSIVE");
  for (const ast::CommonTable &table : with.tables) {
    Relation relation = QueryBinder(state_, target_, this).bindQuery(*table.query);
    renameColumns(state_, relation, table.columns, table.name.range);
    relation.table = nullptr;
    if (commonTables_.contains(table.name.text))
      state_.report(DiagnosticId::DuplicateAlias, table.name.range, "WITH defines `" + table.name.text + "` twice");
    commonTables_[table.name.text] = std::move(relation);
  }
}

Relation QueryBinder::bindQuery(const ast::Query &query, bool isTop) {
  if (query.with)
    bindWith(*query.with);
  return query.orderBy.empty() && !query.limit && !query.offset ? bindBody(*query.body) : bindOrdered(query, isTop);
}

Relation QueryBinder::bindBody(const ast::QueryBody &body) {
  switch (body.kind()) {
  case ast::QueryBody::Kind::Select:
    return SelectBinder(*this, cast<ast::Select>(body)).bind();
  case ast::QueryBody::Kind::SetOperation:
    return bindSetOperation(cast<ast::SetOperation>(body));
  case ast::QueryBody::Kind::Values:
    return bindValues(cast<ast::Values>(body));
  case ast::QueryBody::Kind::ExplicitTable: {
    std::optional<catalog::ObjectPath> path;
    return readNamed(cast<ast::ExplicitTable>(body).name, path, body.range);
  }
  case ast::QueryBody::Kind::Parenthesized: {
    QueryBinder inner(state_, target_, this, outerScope_);
    inner.isExistence = isExistence;
    inner.isLimited = isLimited;
    Relation result = inner.bindQuery(*cast<ast::Parenthesized>(body).query);
    correlation = std::move(inner.correlation);
    return result;
  }
  }
  return unknownRelation();
}

Relation QueryBinder::distinct(const Relation &input, SourceRange range) {
  std::vector<uint32_t> keys(input.columns.size());
  std::vector<RelationColumn> columns = input.columns;
  for (uint32_t i = 0; i < keys.size(); ++i) {
    keys[i] = i;
    columns[i].time = TimeAttribute::None;
  }
  Relation result = builder_.aggregate(input, keys, {}, columns, range);
  result.columnsKnown = input.columnsKnown;
  return result;
}

namespace {

const char *spelling(ast::SetOperation::Op op) {
  static constexpr const char *kNames[] = {"UNION", "INTERSECT", "EXCEPT"};
  return kNames[static_cast<size_t>(op)];
}

/// The inputs of UNION chained to the left, in order, as long as they are of one kind.
void collectUnion(const ast::SetOperation &operation, std::vector<const ast::QueryBody *> &inputs) {
  const auto *left = llvm::dyn_cast<ast::SetOperation>(operation.left.get());
  if (left && left->op == operation.op && left->all == operation.all)
    collectUnion(*left, inputs);
  else
    inputs.push_back(operation.left.get());
  inputs.push_back(operation.right.get());
}

} // namespace

Relation QueryBinder::bindSetOperation(const ast::SetOperation &operation) {
  std::vector<const ast::QueryBody *> bodies;
  if (operation.op == ast::SetOperation::Op::Union)
    collectUnion(operation, bodies);
  else
    bodies = {operation.left.get(), operation.right.get()};
  std::vector<Relation> inputs;
  for (const ast::QueryBody *body : bodies) {
    inputs.push_back(bindBody(*body));
    bool isCorrelated = !correlation.conditions.empty();
    correlation = {};
    if (isCorrelated) {
      state_.unsupported(DiagnosticId::SubqueryNotSupported, body->range, "a correlated query inside a set operation");
      return unknownRelation();
    }
  }
  std::string name = spelling(operation.op);
  for (size_t i = 0; i < inputs.size(); ++i)
    if (!inputs[i].columnsKnown)
      return unknownRelation();
  for (size_t i = 1; i < inputs.size(); ++i)
    if (inputs[i].columns.size() != inputs[0].columns.size()) {
      state_.report(DiagnosticId::SetOperationColumnCount, operation.opRange,
                    name + " of " + std::to_string(inputs[0].columns.size()) + " and " + std::to_string(inputs[i].columns.size()) + " columns")
          .withSecondary(bodies[0]->range, std::to_string(inputs[0].columns.size()) + " columns")
          .withSecondary(bodies[i]->range, std::to_string(inputs[i].columns.size()) + " columns");
      return unknownRelation();
    }
  std::vector<RelationColumn> columns = inputs[0].columns;
  for (size_t column = 0; column < columns.size(); ++column) {
    std::vector<Type> types;
    bool sameTime = true, known = true;
    for (const Relation &input : inputs) {
      types.push_back(input.columns[column].type);
      sameTime &= input.columns[column].time == columns[column].time;
      known &= input.columns[column].known;
    }
    columns[column].known = known;
    if (!known)
      continue;
    auto common = commonType(types);
    bool allNull = std::all_of(types.begin(), types.end(), [](const Type &type) { return type.kind == TypeKind::Null; });
    if (!common && !allNull) {
      auto &diagnostic = state_.report(DiagnosticId::NoCommonType, operation.opRange,
                                       "column " + std::to_string(column + 1) + " of " + name + ", `" + columns[column].name + "`, has no common type");
      for (size_t i = 0; i < inputs.size(); ++i)
        diagnostic.withSecondary(bodies[i]->range, typeText(types[i]) + " here");
      columns[column].known = false;
      continue;
    }
    columns[column].type = common.value_or(types[0]);
    if (!sameTime || operation.op != ast::SetOperation::Op::Union)
      columns[column].time = TimeAttribute::None;
  }
  std::vector<Relation> aligned;
  for (size_t i = 0; i < inputs.size(); ++i) {
    Scope scope(inputs[i]);
    std::vector<ProjectedColumn> projected;
    bool same = true;
    for (uint32_t c = 0; c < columns.size(); ++c) {
      ScalarPtr value = columns[c].known ? scope.column(c, bodies[i]->range) : nullptr;
      if (value) {
        same &= value->type == columns[c].type && value->time == columns[c].time;
        auto cast = std::make_shared<Scalar>(*castTo(value, columns[c].type));
        cast->time = columns[c].time;
        value = cast;
        if (columns[c].type.nullable && !value->type.nullable)
          value = makeScalar(ScalarOp::Cast, columns[c].type, bodies[i]->range, {value});
      }
      projected.push_back({columns[c].name, value});
    }
    aligned.push_back(same ? inputs[i] : builder_.project(inputs[i], projected, bodies[i]->range));
  }
  return combine(operation, aligned, columns);
}

Relation QueryBinder::combine(const ast::SetOperation &operation, const std::vector<Relation> &inputs, const std::vector<RelationColumn> &columns) {
  if (operation.op == ast::SetOperation::Op::Union) {
    Relation result = builder_.unionAll(inputs, columns, operation.range);
    return operation.all ? result : distinct(result, operation.range);
  }
  if (operation.all)
    return combineAll(operation, inputs, columns);
  return builder_.setOperation(inputs[0], inputs[1], operation.op == ast::SetOperation::Op::Except, columns, operation.opRange);
}

/// Counts how often each side has a row, and sends it so often. Source: Flink's RewriteIntersectAllRule, RewriteMinusAllRule.
Relation QueryBinder::combineAll(const ast::SetOperation &operation, const std::vector<Relation> &inputs, std::vector<RelationColumn> columns) {
  bool isExcept = operation.op == ast::SetOperation::Op::Except;
  SourceRange range = operation.opRange;
  Type bigint = simpleType(TypeKind::BigInt, false), marked = simpleType(TypeKind::BigInt, !isExcept);
  auto number = [&](int64_t value) { return makeConstant(bigint, value, range); };
  auto marker = [&](bool present) {
    return present ? makeScalar(ScalarOp::Cast, marked, range, {number(1)}) : makeConstant(marked, Constant(), range);
  };
  std::vector<uint32_t> keys;
  for (uint32_t c = 0; c < columns.size(); ++c)
    keys.push_back(c);
  auto keyColumns = [&] {
    std::vector<ProjectedColumn> projected;
    for (uint32_t key : keys)
      projected.push_back({columns[key].name, columns[key].known ? makeColumn(key, columns[key].type, TimeAttribute::None, range) : nullptr});
    return projected;
  };
  size_t markers = isExcept ? 1 : 2;
  std::vector<RelationColumn> marking = columns;
  for (size_t m = 0; m < markers; ++m)
    marking.push_back({"vcol_marker" + std::to_string(m), marked});
  std::vector<Relation> parts;
  for (size_t side = 0; side < 2; ++side) {
    std::vector<ProjectedColumn> projected = keyColumns();
    for (size_t m = 0; m < markers; ++m)
      projected.push_back({marking[keys.size() + m].name, isExcept ? number(side == 0 ? 1 : -1) : marker(side == m)});
    parts.push_back(builder_.project(inputs[side], projected, range));
  }
  std::vector<AggregateCall> calls;
  std::vector<RelationColumn> counted = columns;
  std::array types = {marked};
  for (size_t m = 0; m < markers; ++m) {
    const AggregateRecord *record = findAggregate(isExcept ? "SUM" : "COUNT", types);
    calls.push_back({record, {static_cast<uint32_t>(keys.size() + m)}, false, std::nullopt, bigint});
    counted.push_back({"$f" + std::to_string(m), bigint});
  }
  Relation totals = builder_.aggregate(builder_.unionAll(parts, marking, range), keys, calls, counted, range);
  auto total = [&](size_t m) { return makeColumn(static_cast<uint32_t>(keys.size() + m), bigint, TimeAttribute::None, range); };
  auto compare = [&](ast::BinaryOp op, ScalarPtr left, ScalarPtr right) { return makeComparison(state_, op, std::move(left), std::move(right), range); };
  ScalarPtr condition = isExcept ? compare(ast::BinaryOp::Greater, total(0), number(0))
                                 : makeLogic(ScalarOp::And, compare(ast::BinaryOp::GreaterEqual, total(0), number(1)),
                                             compare(ast::BinaryOp::GreaterEqual, total(1), number(1)), range);
  ScalarPtr count = isExcept ? total(0) : makeIf(compare(ast::BinaryOp::Greater, total(0), total(1)), total(1), total(0), range);
  std::vector<ProjectedColumn> result = keyColumns();
  result.push_back({"$count", count});
  return builder_.replicate(builder_.project(builder_.filter(totals, condition, range), result, range), range);
}

Relation QueryBinder::valuesRow(const std::vector<RelationColumn> &columns, const std::vector<ScalarPtr> &row, SourceRange range) {
  Relation one = builder_.values({}, {{}}, range);
  std::vector<ProjectedColumn> projected;
  for (size_t i = 0; i < row.size(); ++i) {
    ScalarPtr value = row[i];
    if (columns[i].type.nullable && !value->type.nullable)
      value = makeScalar(ScalarOp::Cast, columns[i].type, value->range, {value});
    projected.push_back({columns[i].name, value});
  }
  return builder_.project(one, projected, range);
}

Relation QueryBinder::bindValues(const ast::Values &values) {
  Scope nothing;
  ExprBinder binder(state_, nothing, Place::Values);
  std::vector<std::vector<ScalarPtr>> rows;
  bool ok = true, sameSize = true;
  for (const ast::Values::Line &line : values.rows) {
    rows.emplace_back();
    for (const ast::ExprPtr &item : line.items) {
      rows.back().push_back(binder.bind(*item));
      ok &= rows.back().back() != nullptr;
    }
    if (rows.back().size() != rows[0].size() && sameSize) {
      state_.report(DiagnosticId::ValuesRowSize, line.range, "row of " + std::to_string(rows.back().size()) + (rows.back().size() == 1 ? " value" : " values") + " among rows of " +
                                                                 std::to_string(rows[0].size()))
          .withSecondary(values.rows[0].range, "the first row");
      sameSize = false;
    }
  }
  if (!sameSize)
    return unknownRelation();
  Relation failed;
  for (size_t i = 0; i < rows[0].size(); ++i)
    failed.columns.push_back({"EXPR$" + std::to_string(i), Type(), TimeAttribute::None, WindowRole::None, false});
  if (!ok)
    return failed;
  std::vector<RelationColumn> columns;
  bool constant = true;
  for (size_t i = 0; i < rows[0].size(); ++i) {
    std::vector<ScalarPtr> column;
    bool allNull = true, nullable = false;
    for (const auto &row : rows) {
      column.push_back(row[i]);
      allNull &= row[i]->type.kind == TypeKind::Null;
    }
    if (!allNull && !toCommonType(state_, column, values.range, "the values of column " + std::to_string(i + 1)))
      return failed;
    for (size_t r = 0; r < rows.size(); ++r) {
      rows[r][i] = column[r];
      nullable |= column[r]->type.nullable;
      constant &= column[r]->op == ScalarOp::Constant;
    }
    columns.push_back({"EXPR$" + std::to_string(i), withNull(column[0]->type, nullable)});
  }
  if (constant)
    return builder_.values(columns, rows, values.range);
  std::vector<Relation> parts;
  for (size_t r = 0; r < rows.size(); ++r)
    parts.push_back(valuesRow(columns, rows[r], values.rows[r].range));
  return parts.size() == 1 ? parts[0] : builder_.unionAll(parts, columns, values.range);
}

} // namespace millrace::bind
