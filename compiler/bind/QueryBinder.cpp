#include "compiler/bind/QueryBinder.h"

#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/SelectBinder.h"
#include "stdlib/ResultRules.h"

#include <algorithm>

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

Relation QueryBinder::bindQuery(const ast::Query &query) {
  if (query.with)
    bindWith(*query.with);
  Relation result = bindBody(*query.body);
  bool refused = false;
  if (!query.orderBy.empty()) {
    SourceRange range = source::join(query.orderBy.front().range, query.orderBy.back().range);
    state_.unsupported(DiagnosticId::OrderByNotSupported, range, "ORDER BY");
    refused = true;
  } else if (query.limit || query.offset) {
    state_.unsupported(DiagnosticId::OrderByNotSupported, query.limitRange, query.limit ? "LIMIT" : "OFFSET");
    refused = true;
  }
  if (refused)
    result.value = {};
  return result;
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
    Relation result = inner.bindQuery(*cast<ast::Parenthesized>(body).query);
    correlated = std::move(inner.correlated);
    correlatedColumns = inner.correlatedColumns;
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
  return builder_.aggregate(input, keys, {}, columns, range);
}

namespace {

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
    if (correlatedColumns > 0 || !correlated.empty()) {
      state_.unsupported(DiagnosticId::SubqueryNotSupported, body->range, "a correlated query inside a set operation");
      return unknownRelation();
    }
  }
  if (operation.op != ast::SetOperation::Op::Union) {
    bool isExcept = operation.op == ast::SetOperation::Op::Except;
    state_.unsupported(DiagnosticId::SetOperationNotSupported, operation.opRange, isExcept ? "EXCEPT" : "INTERSECT");
    inputs[0].value = {};
    return inputs[0];
  }
  for (size_t i = 0; i < inputs.size(); ++i)
    if (!inputs[i].columnsKnown)
      return unknownRelation();
  for (size_t i = 1; i < inputs.size(); ++i)
    if (inputs[i].columns.size() != inputs[0].columns.size()) {
      state_.report(DiagnosticId::SetOperationColumnCount, operation.opRange,
                    "UNION of " + std::to_string(inputs[0].columns.size()) + " and " + std::to_string(inputs[i].columns.size()) + " columns")
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
                                       "column " + std::to_string(column + 1) + " of UNION, `" + columns[column].name + "`, has no common type");
      for (size_t i = 0; i < inputs.size(); ++i)
        diagnostic.withSecondary(bodies[i]->range, typeText(types[i]) + " here");
      columns[column].known = false;
      continue;
    }
    columns[column].type = common.value_or(types[0]);
    if (!sameTime)
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
  Relation result = builder_.unionAll(aligned, columns, operation.range);
  return operation.all ? result : distinct(result, operation.range);
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
