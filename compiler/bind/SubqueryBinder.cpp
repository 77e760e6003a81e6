// Binds a subquery and finds what it takes of the query around.
#include "compiler/bind/QueryBinder.h"
#include "compiler/bind/Subquery.h"

#include <algorithm>

namespace millrace::bind {

using ast::Expr;
using llvm::dyn_cast;

namespace {

/// Whether the query gives one row at most: a global aggregate, or one row of VALUES.
bool isSingleRow(mlir::Value value) {
  mlir::Operation *op = value.getDefiningOp();
  if (mlir::isa<rel::ProjectOp, rel::FilterOp>(op))
    return isSingleRow(op->getOperand(0));
  if (auto aggregate = mlir::dyn_cast<rel::AggregateOp>(op))
    return aggregate.getKeys().empty() && !aggregate.getCalls().empty();
  auto values = mlir::dyn_cast<rel::ValuesOp>(op);
  return values && values.getRows().size() <= 1;
}

/// Numbers the columns of the query around that a subquery uses; they become args of its Scalar.
struct OuterColumns {
  const Scope &scope;
  std::vector<ScalarPtr> &args;
  uint32_t operandCount;
  std::map<uint32_t, uint32_t> places;

  ScalarPtr number(const ScalarPtr &scalar) {
    return replaceColumns(scalar, [&](const Scalar &column) -> ScalarPtr {
      auto copy = std::make_shared<Scalar>(column);
      if (!column.isOuter)
        return copy;
      auto [place, isNew] = places.try_emplace(column.index, static_cast<uint32_t>(args.size()) - operandCount);
      if (isNew)
        args.push_back(scope.column(column.index, column.range));
      copy->index = place->second;
      return copy;
    });
  }
};

bool isUsable(const std::vector<ScalarPtr> &operands) {
  return std::none_of(operands.begin(), operands.end(), [](const ScalarPtr &operand) { return !operand; });
}

/// Whether operands and result fit each other; false after an error.
bool checkColumns(BindState &state, const SubqueryRequest &request, const Relation &found, size_t count) {
  bool isValue = request.form == SubqueryForm::Value;
  size_t wanted = isValue ? 1 : request.operands.size();
  if (count != wanted) {
    auto &diagnostic = state.report(DiagnosticId::SubqueryColumnCount, request.query->range,
                                    "the subquery has " + std::to_string(count) + (count == 1 ? " column" : " columns") +
                                        (isValue ? ", but stands for one value" : " for " + std::to_string(wanted) + (wanted == 1 ? " value" : " values")));
    if (!isValue)
      diagnostic.withSecondary(request.operands.front()->range, wanted == 1 ? "one value" : std::to_string(wanted) + " values");
    return false;
  }
  for (size_t i = 0; i < request.operands.size(); ++i) {
    if (!found.columns[i].known)
      return false;
    ScalarPtr column = makeColumn(static_cast<uint32_t>(i), found.columns[i].type, TimeAttribute::None, request.query->range);
    if (!makeComparison(state, request.op, request.operands[i], column, request.range))
      return false;
  }
  return true;
}

Type typeOf(const SubqueryRequest &request, const Relation &found) {
  if (request.form == SubqueryForm::Value)
    return withNull(found.columns[0].type, true);
  bool nullable = request.form == SubqueryForm::Compare;
  for (size_t i = 0; i < request.operands.size(); ++i)
    nullable |= request.operands[i]->type.nullable || found.columns[i].type.nullable;
  return simpleType(TypeKind::Boolean, nullable);
}

} // namespace

ScalarPtr bindSubquery(QueryBinder &around, const Scope &scope, const SubqueryRequest &request) {
  BindState &state = around.state();
  QueryBinder inner(state, around.target(), &around, &scope);
  inner.isExistence = request.form == SubqueryForm::Exists || request.form == SubqueryForm::In;
  Relation found = inner.bindQuery(*request.query);
  if (!isUsable(request.operands) || !found.columnsKnown)
    return nullptr;
  const Correlation &correlation = inner.correlation;
  size_t count = found.columns.size() - correlation.columns;
  if (request.form != SubqueryForm::Exists && !checkColumns(state, request, found, count))
    return nullptr;
  if (!found.value)
    return nullptr;
  if (request.form == SubqueryForm::Exists && correlation.isOneRow)
    return makeConstant(simpleType(TypeKind::Boolean, false), true, request.range);
  auto subquery = std::make_shared<Subquery>();
  auto node = std::make_shared<Scalar>();
  node->op = ScalarOp::Subquery;
  node->range = request.range;
  node->args = request.operands;
  node->type = typeOf(request, found);
  subquery->form = request.form;
  subquery->op = request.op;
  subquery->operandCount = static_cast<uint32_t>(request.operands.size());
  OuterColumns outer{scope, node->args, subquery->operandCount, {}};
  for (const ScalarPtr &condition : correlation.conditions)
    subquery->correlated.push_back(outer.number(condition));
  if (request.form == SubqueryForm::Value && !correlation.withoutMatch.empty() && correlation.withoutMatch[0])
    subquery->withoutMatch = outer.number(castTo(correlation.withoutMatch[0], node->type));
  if (!isUsable(node->args))
    return nullptr;
  subquery->isOneRowAtMost = correlation.isOneRowAtMost || isSingleRow(found.value);
  subquery->relation = std::move(found);
  subquery->range = request.range;
  subquery->queryRange = request.query->range;
  subquery->text = state.text(request.range);
  node->subquery = std::move(subquery);
  return node;
}

std::vector<ScalarPtr> termsOf(const ScalarPtr &condition) {
  if (!condition || condition->op != ScalarOp::And)
    return {condition};
  std::vector<ScalarPtr> terms = termsOf(condition->args[0]), right = termsOf(condition->args[1]);
  terms.insert(terms.end(), right.begin(), right.end());
  return terms;
}

std::optional<CorrelatedEquality> correlatedEquality(const Scalar &condition) {
  if (condition.op != ScalarOp::Equal && condition.op != ScalarOp::NotDistinct)
    return std::nullopt;
  ScalarPtr outer = condition.args[0], inner = condition.args[1];
  if (isCorrelated(*inner))
    std::swap(outer, inner);
  if (isCorrelated(*inner) || !isCorrelated(*outer) || readsInput(*outer) || !readsInput(*inner) || hasSubquery(*outer) || hasSubquery(*inner))
    return std::nullopt;
  return CorrelatedEquality{outer, inner, condition.op == ScalarOp::NotDistinct};
}

} // namespace millrace::bind
