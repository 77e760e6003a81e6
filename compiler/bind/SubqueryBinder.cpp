/// Subqueries in WHERE and SELECT.
///
/// Shape:   [NOT] IN and [NOT] EXISTS, joined by AND, become semi and anti joins; x NOT IN (...) also matches where x = y is NULL. Conditions of the
///          subquery that use columns of the query around become part of the join's. The value of a global aggregate becomes a column by a left join.
/// Source:  Flink's FlinkSubQueryRemoveRule, SubQueryDecorrelator; Calcite's SubQueryRemoveRule.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/SelectBinder.h"
#include "compiler/rel/RelJoins.h"

#include <algorithm>

namespace millrace::bind {

using ast::Expr;
using llvm::cast;
using llvm::dyn_cast;

struct ExistenceTest {
  const ast::Query *query;
  const Expr *operand; ///< of IN; null: EXISTS
  bool negated;
  SourceRange range;
};

namespace {

std::optional<ExistenceTest> existenceTest(const Expr &expr) {
  if (const auto *no = dyn_cast<ast::Unary>(&expr); no && no->op == ast::UnaryOp::Not) {
    std::optional<ExistenceTest> test = existenceTest(*no->operand);
    if (test)
      test->negated = !test->negated;
    return test;
  }
  if (const auto *in = dyn_cast<ast::InSubquery>(&expr))
    return ExistenceTest{in->query.get(), in->operand.get(), in->negated, in->range};
  if (const auto *exists = dyn_cast<ast::Exists>(&expr))
    return ExistenceTest{exists->query.get(), nullptr, false, exists->range};
  const auto *quantified = dyn_cast<ast::Quantified>(&expr);
  if (!quantified || !quantified->query)
    return std::nullopt;
  using Quantifier = ast::Quantified::Quantifier;
  bool isIn = quantified->op == ast::BinaryOp::Equal && quantified->quantifier == Quantifier::Any;
  bool isNotIn = quantified->op == ast::BinaryOp::NotEqual && quantified->quantifier == Quantifier::All;
  if (!isIn && !isNotIn)
    return std::nullopt;
  return ExistenceTest{quantified->query.get(), quantified->operand.get(), isNotIn, quantified->range};
}

/// The terms of AND, in order.
void collectTerms(const Expr &expr, std::vector<const Expr *> &terms) {
  const auto *both = dyn_cast<ast::Binary>(&expr);
  if (!both || both->op != ast::BinaryOp::And) {
    terms.push_back(&expr);
    return;
  }
  // `a AND b AND c` leans to the left; generated queries hold thousands of terms.
  std::vector<const Expr *> right;
  const Expr *left = &expr;
  for (; both && both->op == ast::BinaryOp::And; both = dyn_cast<ast::Binary>(left)) {
    right.push_back(both->right.get());
    left = both->left.get();
  }
  terms.push_back(left);
  for (size_t i = right.size(); i-- > 0;)
    collectTerms(*right[i], terms);
}

ScalarPtr isNullTest(const ScalarPtr &value) { return makeScalar(ScalarOp::IsNull, simpleType(TypeKind::Boolean, false), value->range, {value}); }

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

} // namespace

void SelectBinder::bindWhere(Scope &scope) {
  std::vector<const Expr *> terms;
  collectTerms(*select_.where, terms);
  ExprBinder binder(state_, scope, Place::Where);
  binder.setScalarSubqueries([&](const ast::ScalarSubquery &subquery) { return bindScalarSubquery(scope, subquery); });
  if (!query_.outerScope() && std::none_of(terms.begin(), terms.end(), [](const Expr *term) { return existenceTest(*term).has_value(); })) {
    ScalarPtr condition = binder.bindCondition(*select_.where, "WHERE");
    joinScalarSubqueries(scope);
    scope.input() = builder_.filter(scope.input(), condition, select_.where->range);
    return;
  }
  std::vector<ScalarPtr> conditions;
  std::vector<ExistenceTest> tests;
  bool ok = true;
  for (const Expr *term : terms) {
    if (std::optional<ExistenceTest> test = existenceTest(*term)) {
      tests.push_back(*test);
      continue;
    }
    ScalarPtr condition = binder.bindCondition(*term, terms.size() == 1 ? "WHERE" : "AND");
    ok &= condition != nullptr;
    if (condition)
      (isCorrelated(*condition) ? correlated_ : conditions).push_back(condition);
  }
  joinScalarSubqueries(scope);
  if (!conditions.empty())
    scope.input() = builder_.filter(scope.input(), joinLogic(ScalarOp::And, conditions, select_.where->range), select_.where->range);
  if (!ok)
    scope.input().value = {};
  for (const ExistenceTest &test : tests)
    testExistence(scope, test);
}

void SelectBinder::testExistence(Scope &scope, const ExistenceTest &test) {
  QueryBinder inner(state_, query_.target(), &query_, &scope);
  Relation found = inner.bindQuery(*test.query);
  std::vector<ScalarPtr> operands;
  if (test.operand)
    operands = ExprBinder(state_, scope, Place::Where).bindRowOrValue(*test.operand);
  auto fail = [&] { scope.input().value = {}; };
  if (!found.columnsKnown)
    return fail();
  size_t count = found.columns.size() - inner.correlatedColumns;
  if (test.operand && operands.size() != count) {
    state_.report(DiagnosticId::SubqueryColumnCount, test.query->range,
                  "the subquery has " + std::to_string(count) + (count == 1 ? " column" : " columns") + " for " + std::to_string(operands.size()) +
                      (operands.size() == 1 ? " value" : " values"))
        .withSecondary(test.operand->range, operands.size() == 1 ? "one value" : std::to_string(operands.size()) + " values");
    return fail();
  }
  auto leftCount = static_cast<uint32_t>(scope.input().columns.size());
  auto rightColumn = [&](uint32_t index, SourceRange range) -> ScalarPtr {
    const RelationColumn &column = found.columns[index];
    return column.known ? makeColumn(leftCount + index, column.type, TimeAttribute::None, range) : nullptr;
  };
  std::vector<ScalarPtr> terms;
  for (uint32_t i = 0; i < operands.size(); ++i) {
    ScalarPtr column = rightColumn(i, test.query->range);
    if (!operands[i] || !column)
      return fail();
    if (isCorrelated(*operands[i])) {
      state_.unsupported(DiagnosticId::SubqueryNotSupported, operands[i]->range, "a column of the query around as operand of IN");
      return fail();
    }
    ScalarPtr equal = makeComparison(state_, ast::BinaryOp::Equal, operands[i], column, test.range);
    if (!equal)
      return fail();
    if (test.negated && equal->type.nullable)
      equal = makeLogic(ScalarOp::Or, equal, isNullTest(equal), test.range);
    terms.push_back(equal);
  }
  for (const ScalarPtr &condition : inner.correlated)
    terms.push_back(replaceColumns(condition, [&](const Scalar &column) -> ScalarPtr {
      if (!column.isOuter)
        return rightColumn(column.index, column.range);
      auto own = std::make_shared<Scalar>(column);
      own->isOuter = false;
      return own;
    }));
  std::vector<RelationColumn> columns = scope.input().columns;
  for (RelationColumn &column : columns)
    column.time = TimeAttribute::None;
  ScalarPtr condition = terms.empty() ? nullptr : joinLogic(ScalarOp::And, terms, test.range);
  scope.input() = builder_.join(test.negated ? rel::JoinKind::Anti : rel::JoinKind::Semi, scope.input(), found, condition, columns, test.range);
}

/// Gives the columns that `correlated_` needs to the query around, behind the result's.
void SelectBinder::leaveCorrelated(const Scope &scope, std::vector<ProjectedColumn> &projected) {
  size_t visible = projected.size();
  std::map<uint32_t, uint32_t> places;
  for (const ScalarPtr &condition : correlated_)
    query_.correlated.push_back(replaceColumns(condition, [&](const Scalar &column) -> ScalarPtr {
      if (column.isOuter)
        return std::make_shared<Scalar>(column);
      auto [place, isNew] = places.try_emplace(column.index, static_cast<uint32_t>(projected.size()));
      if (isNew)
        projected.push_back({"$c" + std::to_string(places.size() - 1), scope.column(column.index, column.range)});
      return makeColumn(place->second, column.type, TimeAttribute::None, column.range);
    }));
  query_.correlatedColumns = static_cast<uint32_t>(projected.size() - visible);
}

ScalarPtr SelectBinder::bindScalarSubquery(const Scope &scope, const ast::ScalarSubquery &subquery) {
  QueryBinder inner(state_, query_.target(), &query_, &scope);
  Relation relation = inner.bindQuery(*subquery.query);
  if (!relation.columnsKnown || !relation.value)
    return nullptr;
  if (!inner.correlated.empty()) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, subquery.range, "a correlated subquery as a value");
    return nullptr;
  }
  if (relation.columns.size() != 1) {
    state_.report(DiagnosticId::SubqueryColumnCount, subquery.query->range,
                  "the subquery has " + std::to_string(relation.columns.size()) + " columns, but stands for one value");
    return nullptr;
  }
  if (!isSingleRow(relation.value)) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, subquery.range, "a subquery that may give several rows for a value")
        .withHelp("aggregate it to one row: SELECT MAX(x) FROM ...");
    return nullptr;
  }
  auto index = static_cast<uint32_t>(scope.input().columns.size() + scalarQueries_.size());
  Type type = withNull(relation.columns[0].type, true);
  scalarQueries_.push_back({std::move(relation), subquery.range});
  return makeColumn(index, type, TimeAttribute::None, subquery.range);
}

void SelectBinder::joinScalarSubqueries(Scope &scope) {
  if (scalarQueries_.empty())
    return;
  std::vector<StarColumn> star = scope.star();
  for (const ScalarQuery &query : scalarQueries_) {
    std::vector<RelationColumn> columns = scope.input().columns;
    for (RelationColumn &column : columns)
      column.time = TimeAttribute::None;
    columns.push_back({"$s" + std::to_string(columns.size()), withNull(query.relation.columns[0].type, true)});
    scope.input() = builder_.join(rel::JoinKind::Left, scope.input(), query.relation, nullptr, columns, query.range);
  }
  scope.setStar(std::move(star));
  scalarQueries_.clear();
}

} // namespace millrace::bind
