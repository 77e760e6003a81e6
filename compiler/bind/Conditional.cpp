// CASE and what is built from conditions: COALESCE, IF, IN, BETWEEN, ANY and ALL.
#include "compiler/bind/ExprBinder.h"

#include "compiler/bind/TypeNames.h"

#include <algorithm>

namespace millrace::bind {

using ast::BinaryOp;
using ast::Expr;

namespace {

bool allBound(const std::vector<ScalarPtr> &values) {
  return std::none_of(values.begin(), values.end(), [](const ScalarPtr &value) { return !value; });
}

bool isBoundType(const Scalar &value) { return value.type.kind != TypeKind::Null; }

/// The first that is not NULL; `values` have one type.
ScalarPtr coalesce(const std::vector<ScalarPtr> &values, size_t first, SourceRange range) {
  const ScalarPtr &value = values[first];
  if (first + 1 == values.size() || !value->type.nullable)
    return value;
  ScalarPtr rest = coalesce(values, first + 1, range);
  ScalarPtr isNull = makeScalar(ScalarOp::IsNull, simpleType(TypeKind::Boolean, false), range, {value});
  Type type = withNull(value->type, rest->type.nullable);
  return makeScalar(ScalarOp::If, type, range, {isNull, rest, value});
}

} // namespace

ScalarPtr ExprBinder::bindCase(const ast::Case &expr) {
  ScalarPtr operand = expr.operand ? bind(*expr.operand) : nullptr;
  bool ok = !expr.operand || operand;
  std::vector<ScalarPtr> conditions, results;
  for (const ast::Case::When &when : expr.whens) {
    ScalarPtr condition;
    for (const ast::ExprPtr &item : when.conditions) {
      ScalarPtr one = expr.operand ? bind(*item) : bindCondition(*item, "WHEN");
      if (one && operand)
        one = makeComparison(state_, BinaryOp::Equal, operand, one, item->range);
      ok &= one != nullptr;
      condition = condition && one ? makeLogic(ScalarOp::Or, condition, one, item->range) : one;
    }
    conditions.push_back(condition);
    results.push_back(bind(*when.result));
  }
  SourceRange elseRange = expr.otherwise ? expr.otherwise->range : expr.range;
  results.push_back(expr.otherwise ? bind(*expr.otherwise) : makeConstant(Type(), Constant(), elseRange));
  if (!ok || !allBound(results) || !allBound(conditions))
    return nullptr;
  if (!toCommonType(state_, results, expr.range, "the branches of CASE"))
    return nullptr;
  ScalarPtr value = results.back();
  for (size_t i = conditions.size(); i-- > 0;)
    value = makeIf(conditions[i], results[i], value, expr.range);
  return value;
}

ScalarPtr ExprBinder::bindBetween(const ast::Between &expr) {
  ScalarPtr operand = bind(*expr.operand), low = bind(*expr.low), high = bind(*expr.high);
  if (!operand || !low || !high)
    return nullptr;
  auto inside = [&](const ScalarPtr &from, const ScalarPtr &to) -> ScalarPtr {
    ScalarPtr above = makeComparison(state_, BinaryOp::GreaterEqual, operand, from, expr.range);
    ScalarPtr below = above ? makeComparison(state_, BinaryOp::LessEqual, operand, to, expr.range) : nullptr;
    return below ? makeLogic(ScalarOp::And, above, below, expr.range) : nullptr;
  };
  ScalarPtr result = inside(low, high);
  if (result && expr.symmetric) {
    ScalarPtr swapped = inside(high, low);
    result = swapped ? makeLogic(ScalarOp::Or, result, swapped, expr.range) : nullptr;
  }
  return result && expr.negated ? makeNot(result, expr.range) : result;
}

std::vector<ScalarPtr> ExprBinder::bindRowOrValue(const Expr &expr) {
  const auto *row = llvm::dyn_cast<ast::Row>(&expr);
  if (!row)
    return {bind(expr)};
  std::vector<ScalarPtr> values;
  for (const ast::ExprPtr &item : row->items)
    values.push_back(bind(*item));
  return values;
}

/// `(a, b) op (1, 2)`: every column of it.
ScalarPtr ExprBinder::equalsItem(const std::vector<ScalarPtr> &operand, const Expr &item, BinaryOp op, SourceRange range) {
  std::vector<ScalarPtr> values = bindRowOrValue(item);
  if (!allBound(values) || !allBound(operand))
    return nullptr;
  if (values.size() != operand.size()) {
    state_.report(DiagnosticId::WrongArgumentCount, item.range,
                  "the item has " + std::to_string(values.size()) + " values, the left side " + std::to_string(operand.size()));
    return nullptr;
  }
  ScalarPtr result;
  for (size_t i = 0; i < values.size(); ++i) {
    ScalarPtr one = makeComparison(state_, op, operand[i], values[i], item.range);
    if (!one)
      return nullptr;
    result = result ? makeLogic(ScalarOp::And, result, one, range) : one;
  }
  return result;
}

ScalarPtr ExprBinder::bindInList(const ast::InList &expr) {
  std::vector<ScalarPtr> operand = bindRowOrValue(*expr.operand);
  std::vector<ScalarPtr> terms;
  for (const ast::ExprPtr &item : expr.items)
    terms.push_back(equalsItem(operand, *item, BinaryOp::Equal, expr.range));
  if (terms.empty() || !allBound(terms))
    return nullptr;
  ScalarPtr result = joinLogic(ScalarOp::Or, terms, expr.range);
  return expr.negated ? makeNot(result, expr.range) : result;
}

ScalarPtr ExprBinder::bindQuantified(const ast::Quantified &expr) {
  if (expr.query)
    return compareWithQuery(expr);
  std::vector<ScalarPtr> operand = bindRowOrValue(*expr.operand);
  ScalarOp joined = expr.quantifier == ast::Quantified::Quantifier::Any ? ScalarOp::Or : ScalarOp::And;
  std::vector<ScalarPtr> terms;
  for (const ast::ExprPtr &item : expr.items)
    terms.push_back(equalsItem(operand, *item, expr.op, expr.range));
  return terms.empty() || !allBound(terms) ? nullptr : joinLogic(joined, terms, expr.range);
}

ScalarPtr ExprBinder::bindSubquery(const Expr &expr) {
  if (!subquery_) {
    state_.unsupported(DiagnosticId::SubqueryNotSupported, expr.range, std::string("a subquery in ") + spelling(place_))
        .withNote("subqueries stand in WHERE, SELECT, HAVING, GROUP BY, ORDER BY and ON");
    return nullptr;
  }
  if (const auto *value = llvm::dyn_cast<ast::ScalarSubquery>(&expr))
    return subquery_({SubqueryForm::Value, value->query.get(), {}, BinaryOp::Equal, expr.range});
  if (const auto *exists = llvm::dyn_cast<ast::Exists>(&expr))
    return subquery_({SubqueryForm::Exists, exists->query.get(), {}, BinaryOp::Equal, expr.range});
  const auto &in = llvm::cast<ast::InSubquery>(expr);
  ScalarPtr found = subquery_({SubqueryForm::In, in.query.get(), bindRowOrValue(*in.operand), BinaryOp::Equal, expr.range});
  return found && in.negated ? makeNot(found, expr.range) : found;
}

/// `= ANY` is IN; `op ALL` is where the opposite is true of none.
ScalarPtr ExprBinder::compareWithQuery(const ast::Quantified &expr) {
  if (!subquery_)
    return bindSubquery(expr);
  auto opposite = [](BinaryOp op) {
    switch (op) {
    case BinaryOp::Equal: return BinaryOp::NotEqual;
    case BinaryOp::NotEqual: return BinaryOp::Equal;
    case BinaryOp::Less: return BinaryOp::GreaterEqual;
    case BinaryOp::LessEqual: return BinaryOp::Greater;
    case BinaryOp::Greater: return BinaryOp::LessEqual;
    default: return BinaryOp::Less;
    }
  };
  bool isAll = expr.quantifier == ast::Quantified::Quantifier::All;
  BinaryOp op = isAll ? opposite(expr.op) : expr.op;
  SubqueryForm form = op == BinaryOp::Equal ? SubqueryForm::In : SubqueryForm::Compare;
  ScalarPtr found = subquery_({form, expr.query.get(), bindRowOrValue(*expr.operand), op, expr.range});
  return found && isAll ? makeNot(found, expr.range) : found;
}

/// The functions that are operators in disguise. `known` stays false for any other name.
ScalarPtr ExprBinder::bindComposed(const std::string &name, const ast::Call &call, bool &known) {
  struct Composed {
    const char *name;
    size_t least, most;
  };
  static constexpr Composed kComposed[] = {{"COALESCE", 1, SIZE_MAX}, {"IF", 3, 3}, {"IFNULL", 2, 2}, {"NULLIF", 2, 2}, {"ELEMENT", 1, 1}};
  const auto *found = std::find_if(std::begin(kComposed), std::end(kComposed), [&](const Composed &item) { return name == item.name; });
  known = found != std::end(kComposed);
  if (!known)
    return nullptr;
  if (call.args.size() < found->least || call.args.size() > found->most) {
    state_.report(DiagnosticId::WrongArgumentCount, call.range,
                  name + " takes " + (found->most == SIZE_MAX ? "at least " : "") + std::to_string(found->least) + " arguments, not " +
                      std::to_string(call.args.size()));
    return nullptr;
  }
  std::vector<ScalarPtr> args;
  for (size_t i = 0; i < call.args.size(); ++i)
    args.push_back(name == "IF" && i == 0 ? bindCondition(*call.args[i].value, "IF") : bind(*call.args[i].value));
  if (!allBound(args))
    return nullptr;
  if (name == "ELEMENT") { // the record gives the place, 1, and fails where there are several
    ScalarPtr place = bindFunction(state_, "ELEMENT", args, {name, call.name.range, call.range});
    return place ? makeScalar(ScalarOp::Item, withNull(args[0]->type.children[0].type, true), call.range, {args[0], place}) : nullptr;
  }
  if (name == "NULLIF") {
    if (!isBoundType(*args[0]))
      return args[0];
    ScalarPtr equal = makeComparison(state_, BinaryOp::Equal, args[0], args[1], call.range);
    ScalarPtr null = makeConstant(withNull(args[0]->type, true), Constant(), call.range);
    return equal ? makeIf(equal, null, args[0], call.range) : nullptr;
  }
  std::vector<ScalarPtr> values(args.begin() + (name == "IF" ? 1 : 0), args.end());
  if (!toCommonType(state_, values, call.range, "the arguments of " + name))
    return nullptr;
  return name == "IF" ? makeIf(args[0], values[0], values[1], call.range) : coalesce(values, 0, call.range);
}

} // namespace millrace::bind
