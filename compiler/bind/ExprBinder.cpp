#include "compiler/bind/ExprBinder.h"

#include "compiler/bind/TypeNames.h"
#include "stdlib/ResultRules.h"

#include <algorithm>

namespace millrace::bind {

using ast::Expr;
using llvm::cast;
using llvm::dyn_cast;

const char *spelling(Place place) {
  switch (place) {
  case Place::Select:
    return "SELECT";
  case Place::Having:
    return "HAVING";
  case Place::Where:
    return "WHERE";
  case Place::On:
    return "ON";
  case Place::GroupBy:
    return "GROUP BY";
  case Place::AggregateArgument:
    return "an aggregate function";
  case Place::Filter:
    return "FILTER";
  case Place::Values:
    return "VALUES";
  case Place::Computed:
    return "a computed column";
  case Place::Watermark:
    return "WATERMARK";
  case Place::WindowArgument:
    return "a window function";
  case Place::FunctionBody:
    return "the body of a function";
  case Place::OverArgument:
    return "an OVER aggregate";
  case Place::Qualify:
    return "QUALIFY";
  case Place::OrderBy:
    return "ORDER BY";
  case Place::Unnest:
    return "UNNEST";
  }
  return "";
}

std::string upperCase(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

std::string lowerCase(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// Where columns of the query around a subquery can be taken: where the subquery's own rows are known.
static bool mayBeOuter(Place place) {
  return place != Place::On && place != Place::Unnest && place != Place::WindowArgument && place != Place::OverArgument && place != Place::Qualify;
}

ScalarPtr ExprBinder::unsupported(const Expr &expr, const std::string &what) {
  state_.unsupported(DiagnosticId::ExpressionNotSupported, expr.range, what);
  return nullptr;
}

ScalarPtr ExprBinder::bind(const Expr &expr) {
  if (isLiteral(expr))
    return bindLiteral(state_, expr);
  switch (expr.kind()) {
  case Expr::Kind::ColumnRef:
    return scope_.resolve(state_, cast<ast::ColumnRef>(expr).name, mayBeOuter(place_));
  case Expr::Kind::Star:
    state_.report(DiagnosticId::StarNotAllowed, expr.range, std::string("`*` cannot stand in ") + spelling(place_) + " like this");
    return nullptr;
  case Expr::Kind::Unary:
    return bindUnary(cast<ast::Unary>(expr));
  case Expr::Kind::Binary:
    return bindBinary(cast<ast::Binary>(expr));
  case Expr::Kind::IsTest:
    return bindIsTest(cast<ast::IsTest>(expr));
  case Expr::Kind::Like:
    return bindLike(cast<ast::Like>(expr));
  case Expr::Kind::Between:
    return bindBetween(cast<ast::Between>(expr));
  case Expr::Kind::InList:
    return bindInList(cast<ast::InList>(expr));
  case Expr::Kind::Quantified:
    return bindQuantified(cast<ast::Quantified>(expr));
  case Expr::Kind::ScalarSubquery:
  case Expr::Kind::InSubquery:
  case Expr::Kind::Exists:
    return bindSubquery(expr);
  case Expr::Kind::Case:
    return bindCase(cast<ast::Case>(expr));
  case Expr::Kind::Cast:
    return bindCast(cast<ast::Cast>(expr));
  case Expr::Kind::Call:
    return bindCall(cast<ast::Call>(expr));
  case Expr::Kind::JsonCall: {
    const auto &call = cast<ast::JsonCall>(expr);
    state_.unsupported(DiagnosticId::FunctionNotSupported, expr.range, std::string("function ") + spelling(call.function));
    return nullptr;
  }
  case Expr::Kind::FieldAccess:
    return bindFieldAccess(cast<ast::FieldAccess>(expr));
  case Expr::Kind::Row:
  case Expr::Kind::Array:
  case Expr::Kind::Map:
    return bindConstructed(expr);
  case Expr::Kind::Multiset:
    return unsupported(expr, "MULTISET");
  case Expr::Kind::ItemAccess:
    return bindItemAccess(cast<ast::ItemAccess>(expr));
  case Expr::Kind::MatchSemantics:
    state_.unsupported(DiagnosticId::MatchRecognizeNotSupported, expr.range, "MATCH_RECOGNIZE");
    return nullptr;
  default:
    return unsupported(expr, "this argument here");
  }
}

ScalarPtr ExprBinder::bindCondition(const Expr &expr, const std::string &what) {
  ScalarPtr condition = bind(expr);
  if (!condition)
    return nullptr;
  if (condition->type.kind == TypeKind::Null)
    return castTo(condition, simpleType(TypeKind::Boolean, true));
  if (condition->type.kind == TypeKind::Boolean)
    return condition;
  state_.report(DiagnosticId::NotBoolean, expr.range, what + " wants a BOOLEAN").withLabel("this is " + typeText(condition->type));
  return nullptr;
}

ScalarPtr ExprBinder::bindUnary(const ast::Unary &expr) {
  if (expr.op == ast::UnaryOp::Not) {
    ScalarPtr value = bindCondition(*expr.operand, "NOT");
    return value ? makeNot(value, expr.range) : nullptr;
  }
  ScalarPtr value = bind(*expr.operand);
  if (!value)
    return nullptr;
  bool interval = value->type.kind == TypeKind::IntervalDay || value->type.kind == TypeKind::IntervalMonth;
  if (!isNumericKind(value->type.kind) && !interval) {
    state_.report(DiagnosticId::WrongOperandTypes, expr.range,
                  std::string("`") + ast::spelling(expr.op) + "` is not defined for " + typeText(value->type));
    return nullptr;
  }
  if (expr.op == ast::UnaryOp::Plus)
    return value;
  if (value->op == ScalarOp::Constant) {
    if (const auto *integer = std::get_if<int64_t>(&value->value))
      return makeConstant(value->type, -*integer, expr.range);
    if (const auto *decimal = std::get_if<Int128>(&value->value))
      return makeConstant(value->type, -*decimal, expr.range);
    if (const auto *floating = std::get_if<double>(&value->value))
      return makeConstant(value->type, -*floating, expr.range);
  }
  return makeScalar(ScalarOp::Neg, value->type, expr.range, {value});
}

ScalarPtr ExprBinder::bindLogic(const ast::Binary &expr) {
  std::string what = ast::spelling(expr.op);
  // `a AND b AND c` leans to the left; generated queries hold thousands of terms.
  std::vector<const Expr *> terms = {expr.right.get()};
  const Expr *left = expr.left.get();
  for (const auto *inner = dyn_cast<ast::Binary>(left); inner && inner->op == expr.op; inner = dyn_cast<ast::Binary>(left)) {
    terms.push_back(inner->right.get());
    left = inner->left.get();
  }
  terms.push_back(left);
  std::vector<ScalarPtr> bound;
  bool ok = true;
  for (size_t i = terms.size(); i-- > 0;) {
    bound.push_back(bindCondition(*terms[i], what));
    ok &= bound.back() != nullptr;
  }
  return ok ? joinLogic(expr.op == ast::BinaryOp::And ? ScalarOp::And : ScalarOp::Or, bound, expr.range) : nullptr;
}

ScalarPtr ExprBinder::bindBinary(const ast::Binary &expr) {
  using ast::BinaryOp;
  if (expr.op == BinaryOp::And || expr.op == BinaryOp::Or)
    return bindLogic(expr);
  ScalarPtr left = bind(*expr.left);
  ScalarPtr right = bind(*expr.right);
  if (!left || !right)
    return nullptr;
  switch (expr.op) {
  case BinaryOp::Add:
  case BinaryOp::Subtract:
  case BinaryOp::Multiply:
  case BinaryOp::Divide:
  case BinaryOp::Modulo:
    return makeArithmetic(state_, expr.op, left, right, expr.range);
  case BinaryOp::Concat:
    return bindFunction(state_, hasFunction("||") ? "||" : "CONCAT", {left, right}, {"||", expr.opRange, expr.range});
  case BinaryOp::Overlaps:
    return unsupported(expr, "OVERLAPS");
  default:
    return makeComparison(state_, expr.op, left, right, expr.range);
  }
}

ScalarPtr ExprBinder::bindIsTest(const ast::IsTest &expr) {
  using Test = ast::IsTest::Test;
  if (expr.test > Test::Unknown)
    return unsupported(expr, std::string("IS ") + ast::spelling(expr.test));
  ScalarPtr value = expr.test == Test::Null ? bind(*expr.operand) : bindCondition(*expr.operand, std::string("IS ") + ast::spelling(expr.test));
  if (!value)
    return nullptr;
  if (value->type.kind == TypeKind::Null)
    value = castTo(value, simpleType(TypeKind::Boolean, true));
  ScalarOp op = expr.test == Test::True ? ScalarOp::IsTrue : expr.test == Test::False ? ScalarOp::IsFalse : ScalarOp::IsNull;
  ScalarPtr result = makeScalar(op, simpleType(TypeKind::Boolean, false), expr.range, {value});
  return expr.negated ? makeNot(result, expr.range) : result;
}

ScalarPtr ExprBinder::bindCast(const ast::Cast &expr) {
  ScalarPtr value = bind(*expr.operand);
  auto type = bindType(state_, *expr.type);
  if (!value || !type)
    return nullptr;
  if (castSupport(value->type, *type) == CastSupport::None) {
    state_.report(DiagnosticId::InvalidCast, expr.range, "no CAST from " + typeText(value->type) + " to " + typeText(*type))
        .withSecondary(value->range, typeText(value->type));
    return nullptr;
  }
  if (value->type.kind == TypeKind::Null)
    return makeConstant(withNull(*type, true), Constant(), expr.range);
  if (sameValueType(value->type, *type)) {
    // A cast to its own type makes a plain value of a time attribute.
    auto copy = std::make_shared<Scalar>(*value);
    copy->time = TimeAttribute::None;
    return copy;
  }
  bool isTry = expr.isTry && castSupport(value->type, *type) == CastSupport::MayFail;
  Type target = withNull(*type, value->type.nullable || isTry);
  ScalarPtr converted = isTry ? makeScalar(ScalarOp::TryCast, target, expr.range, {value}) : castTo(value, target);
  auto result = std::make_shared<Scalar>(*converted);
  result->range = expr.range;
  return result;
}

ScalarPtr ExprBinder::bindLike(const ast::Like &expr) {
  static constexpr const char *kNames[] = {"LIKE", "ILIKE", "RLIKE", "SIMILAR TO"};
  std::string name = kNames[static_cast<size_t>(expr.form)];
  std::vector<ScalarPtr> args = {bind(*expr.operand), bind(*expr.pattern)};
  if (expr.escape)
    args.push_back(bind(*expr.escape));
  if (std::any_of(args.begin(), args.end(), [](const ScalarPtr &arg) { return !arg; }))
    return nullptr;
  if (!hasFunction(name)) {
    state_.unsupported(DiagnosticId::FunctionNotSupported, expr.range, name);
    return nullptr;
  }
  ScalarPtr result = bindFunction(state_, name, args, {name, expr.range, expr.range});
  return result && expr.negated ? makeNot(result, expr.range) : result;
}

ScalarPtr ExprBinder::bindFieldAccess(const ast::FieldAccess &expr) {
  ScalarPtr base = bind(*expr.base);
  if (!base)
    return nullptr;
  if (!expr.field)
    return unsupported(expr, "`.*` of an expression");
  return accessField(state_, base, *expr.field);
}

ScalarPtr ExprBinder::bindItemAccess(const ast::ItemAccess &expr) {
  ScalarPtr base = bind(*expr.base), key = bind(*expr.index);
  if (!base || !key)
    return nullptr;
  auto misfit = [&](SourceRange range, const std::string &message) {
    state_.report(DiagnosticId::WrongOperandTypes, range, message).withSecondary(base->range, typeText(base->type));
    return nullptr;
  };
  if (base->type.kind == TypeKind::Row)
    return unsupported(expr, "access to a field of a ROW by `[...]`");
  if (base->type.kind != TypeKind::Array && base->type.kind != TypeKind::Map)
    return misfit(expr.range, "`[...]` is not defined for " + typeText(base->type));
  const Type &item = base->type.children.back().type;
  if (base->type.kind == TypeKind::Map) {
    const Type &wanted = base->type.children[0].type;
    bool areTexts = isString(key->type.kind) && isString(wanted.kind); // compared as they are: a cast would cut a longer one
    Type both[2] = {key->type, wanted};
    auto common = commonType(both);
    if (!areTexts && !(common && sameValueType(*common, wanted)))
      return misfit(key->range, "the keys of the MAP are " + typeText(wanted) + ", this is " + typeText(key->type));
    return makeScalar(ScalarOp::Item, withNull(item, true), expr.range, {base, areTexts ? key : castTo(key, wanted)});
  }
  if (key->type.kind == TypeKind::Null)
    key = castTo(key, simpleType(TypeKind::Int, true));
  if (!isIntegerKind(key->type.kind))
    return misfit(key->range, "an element of an ARRAY is found by its place, an integer, not by " + typeText(key->type));
  const auto *place = key->op == ScalarOp::Constant ? std::get_if<int64_t>(&key->value) : nullptr;
  if (place && *place < 1)
    return misfit(key->range, "places of an ARRAY count from 1, this is " + std::to_string(*place));
  return makeScalar(ScalarOp::Item, withNull(item, true), expr.range, {base, key});
}

ScalarPtr ExprBinder::bindConstructed(const Expr &expr) {
  const std::vector<ast::ExprPtr> *items = nullptr;
  Type type = simpleType(TypeKind::Row, false);
  if (const auto *row = dyn_cast<ast::Row>(&expr))
    items = &row->items;
  if (const auto *array = dyn_cast<ast::Array>(&expr)) {
    items = array->query ? nullptr : &array->items;
    type.kind = TypeKind::Array;
  }
  if (const auto *map = dyn_cast<ast::Map>(&expr)) {
    items = map->query ? nullptr : &map->items;
    type.kind = TypeKind::Map;
  }
  if (!items)
    return unsupported(expr, "ARRAY or MAP of a query");
  std::vector<ScalarPtr> values;
  bool ok = true;
  for (const ast::ExprPtr &item : *items) {
    values.push_back(bind(*item));
    ok &= values.back() != nullptr;
  }
  if (!ok)
    return nullptr;
  if (values.empty())
    return unsupported(expr, "an empty ROW, ARRAY or MAP");
  for (const ScalarPtr &value : values)
    if (depthOf(value->type) >= kTypeDepthMax) {
      state_.report(DiagnosticId::NestingTooDeep, expr.range, "values are nested more than " + std::to_string(kTypeDepthMax) + " levels deep");
      return nullptr;
    }
  if (type.kind == TypeKind::Row) {
    for (size_t i = 0; i < values.size(); ++i) {
      if (values[i]->type.kind == TypeKind::Null)
        return unsupported(*(*items)[i], "a NULL without type inside a ROW");
      type.children.push_back({"EXPR$" + std::to_string(i), values[i]->type});
    }
    return makeScalar(ScalarOp::Make, type, expr.range, values);
  }
  size_t parts = type.kind == TypeKind::Map ? 2 : 1;
  if (values.size() % parts != 0) {
    state_.report(DiagnosticId::WrongArgumentCount, expr.range, "MAP has a key without a value");
    return nullptr;
  }
  for (size_t part = 0; part < parts; ++part) {
    std::vector<ScalarPtr> column;
    for (size_t i = part; i < values.size(); i += parts)
      column.push_back(values[i]);
    if (!toCommonType(state_, column, expr.range, parts == 1 ? "the elements of ARRAY" : part == 0 ? "the keys of MAP" : "the values of MAP"))
      return nullptr;
    bool nullable = std::any_of(column.begin(), column.end(), [](const ScalarPtr &value) { return value->type.nullable; });
    type.children.push_back({parts == 1 ? "element" : part == 0 ? "key" : "value", withNull(column[0]->type, nullable)});
    for (size_t i = 0; i < column.size(); ++i)
      values[i * parts + part] = column[i];
  }
  return makeScalar(ScalarOp::Make, type, expr.range, values);
}

} // namespace millrace::bind
