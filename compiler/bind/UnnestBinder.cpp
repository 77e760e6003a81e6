// UNNEST: the elements of an ARRAY or the entries of a MAP as rows beside the row that holds them.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "compiler/rel/RelJoins.h"

namespace millrace::bind {

namespace {

/// Names as Calcite's SqlUnnestOperator gives them.
std::vector<RelationColumn> elementColumns(const ast::UnnestTable &table, const Type &collection) {
  std::vector<RelationColumn> columns;
  const Type &element = collection.children.back().type;
  if (collection.kind == TypeKind::Map)
    columns = {{"KEY", collection.children[0].type}, {"VALUE", element}};
  else if (element.kind == TypeKind::Row)
    for (const Field &field : element.children)
      columns.push_back({field.name, field.type});
  else
    columns.push_back({table.alias ? table.alias->name.text : "EXPR$0", element});
  if (table.withOrdinality)
    columns.push_back({"ORDINALITY", simpleType(TypeKind::Int, false)});
  return columns;
}

/// The value of one of `elementColumns` over what the operator gives, whose own columns begin at `first`: a field of the element, or a column.
ScalarPtr elementValue(const Unnested &unnest, uint32_t first, uint32_t index, const Type &type, SourceRange range) {
  const Type &element = unnest.collection->type.children.back().type;
  if (unnest.collection->type.kind == TypeKind::Map || element.kind != TypeKind::Row)
    return makeColumn(first + index, type, TimeAttribute::None, range);
  if (index >= element.children.size()) // ORDINALITY
    return makeColumn(first + 1, type, TimeAttribute::None, range);
  bool mayBeNull = element.nullable || unnest.isLeft;
  auto field = std::make_shared<Scalar>();
  field->op = ScalarOp::Field;
  field->type = withNull(type, element.children[index].type.nullable || mayBeNull);
  field->range = range;
  field->index = index;
  field->args = {makeColumn(first, withNull(element, mayBeNull), TimeAttribute::None, range)};
  // NULL elements are skipped, so that a field is NULL only where it is in its ROW.
  return field->type == type ? ScalarPtr(field) : makeScalar(ScalarOp::Cast, type, range, {field});
}

} // namespace

/// The columns of UNNEST, without a value: they are made together with those of `left`.
Scope QueryBinder::bindUnnest(const ast::UnnestTable &table, const Scope &left, Unnested &unnest) {
  if (table.collections.size() != 1)
    state_.unsupported(DiagnosticId::TableFunctionNotSupported, table.range, "UNNEST of several collections")
        .withHelp("join one UNNEST after the other; WITH ORDINALITY gives the places");
  unnest.withOrdinality = table.withOrdinality;
  for (const ast::ExprPtr &expr : table.collections) {
    ScalarPtr value = ExprBinder(state_, left, Place::Unnest).bind(*expr);
    if (!value || table.collections.size() != 1)
      continue;
    bool isCollection = value->type.kind == TypeKind::Array || value->type.kind == TypeKind::Map;
    if (!isCollection)
      state_.report(DiagnosticId::WrongOperandTypes, expr->range, "UNNEST takes an ARRAY or a MAP").withLabel("this is " + typeText(value->type));
    else
      unnest.collection = value;
  }
  Relation relation;
  relation.columnsKnown = unnest.collection != nullptr;
  if (unnest.collection)
    relation.columns = elementColumns(table, unnest.collection->type);
  for (RelationColumn &column : relation.columns)
    column.type.nullable |= unnest.isLeft;
  Scope scope(relation);
  std::string name;
  if (table.alias) {
    applyAlias(scope, *table.alias);
    name = table.alias->name.text;
    if (!scope.input().columnsKnown)
      unnest.collection = nullptr;
  }
  scope.addTable({name, std::nullopt, 0, static_cast<uint32_t>(scope.input().columns.size())});
  return scope;
}

/// `columns`: of the result, those of `left` first. `condition`, over them, says which elements count; null: all.
Relation QueryBinder::expand(const Scope &left, const Unnested &unnest, const ScalarPtr &condition, std::vector<RelationColumn> columns, SourceRange range) {
  Relation input = left.input();
  auto leftCount = static_cast<uint32_t>(input.columns.size());
  Relation result;
  result.columns = std::move(columns);
  result.columnsKnown = input.columnsKnown && unnest.collection;
  if (!input.value || !unnest.collection)
    return result;
  uint32_t collection = unnest.collection->index;
  if (unnest.collection->op != ScalarOp::Column) {
    std::vector<ProjectedColumn> projected;
    for (uint32_t i = 0; i < leftCount; ++i)
      projected.push_back({input.columns[i].name, left.column(i, range)});
    collection = leftCount;
    projected.push_back({"$collection", unnest.collection});
    input = builder_.project(input, projected, unnest.collection->range);
  }
  auto value = [&](uint32_t column, SourceRange at) {
    return elementValue(unnest, leftCount, column - leftCount, result.columns[column].type, at);
  };
  ScalarPtr counts = condition && unnest.isLeft ? replaceColumns(condition,
                                                                 [&](const Scalar &column) -> ScalarPtr {
                                                                   return column.index < leftCount ? std::make_shared<Scalar>(column)
                                                                                                   : value(column.index, column.range);
                                                                 })
                                                : nullptr;
  Relation expanded = builder_.unnest(input, leftCount, collection, unnest.withOrdinality, unnest.isLeft, counts, range);
  std::vector<ProjectedColumn> projected;
  for (uint32_t i = 0; i < result.columns.size(); ++i) {
    ScalarPtr column = i < leftCount ? left.column(i, range) : value(i, range);
    projected.push_back({result.columns[i].name, column});
  }
  Relation made = builder_.project(expanded, projected, range);
  result.value = made.value;
  // An element that does not count is left out, whether before or behind.
  return condition && !unnest.isLeft ? builder_.filter(result, condition, condition->range) : result;
}

/// FROM UNNEST(...), without a table on its left.
Scope QueryBinder::bindUnnestAlone(const ast::UnnestTable &table) {
  Scope nothing(builder_.values({}, {{}}, table.range));
  nothing.setOuter(outerScope_);
  Unnested unnest;
  Scope scope = bindUnnest(table, nothing, unnest);
  scope.input() = expand(nothing, unnest, nullptr, scope.input().columns, table.range);
  return scope;
}

} // namespace millrace::bind
