#include "compiler/bind/ExprBinder.h"

#include "stdlib/ResultRules.h"

#include <algorithm>
#include <span>

namespace millrace::bind {
namespace {

using ast::BinaryOp;

bool isExact(const Type &type) { return isIntegerKind(type.kind) || type.kind == TypeKind::Decimal; }
bool isInterval(const Type &type) { return type.kind == TypeKind::IntervalMonth || type.kind == TypeKind::IntervalDay; }
bool isTimePoint(const Type &type) { return type.kind >= TypeKind::Date && type.kind <= TypeKind::TimestampLtz; }

ScalarPtr wrongOperands(BindState &state, BinaryOp op, const Scalar &left, const Scalar &right, SourceRange range) {
  auto &diagnostic = state.report(DiagnosticId::WrongOperandTypes, range,
                                  std::string("`") + spelling(op) + "` is not defined for " + typeText(left.type) + " and " + typeText(right.type));
  diagnostic.withSecondary(left.range, typeText(left.type)).withSecondary(right.range, typeText(right.type));
  if (op == BinaryOp::Add && isString(left.type.kind) && isString(right.type.kind))
    diagnostic.withHelp("strings are joined with `||`");
  if (op == BinaryOp::Subtract && isTimePoint(left.type) && isTimePoint(right.type))
    diagnostic.withHelp("TIMESTAMPDIFF(SECOND, earlier, later) gives the time between two points");
  return nullptr;
}

/// Both operands as one exact or one approximate type; a DECIMAL keeps its own precision and scale.
void promoteNumbers(ScalarPtr &left, ScalarPtr &right) {
  bool decimal = left->type.kind == TypeKind::Decimal || right->type.kind == TypeKind::Decimal;
  if (decimal && isExact(left->type) && isExact(right->type)) {
    left = castTo(left, asDecimal(left->type));
    right = castTo(right, asDecimal(right->type));
    return;
  }
  Type types[2] = {left->type, right->type};
  auto common = commonType(types);
  left = castTo(left, *common);
  right = castTo(right, *common);
}

ScalarOp comparisonOp(BinaryOp op) {
  switch (op) {
  case BinaryOp::Equal:
    return ScalarOp::Equal;
  case BinaryOp::NotEqual:
    return ScalarOp::NotEqual;
  case BinaryOp::Less:
    return ScalarOp::Less;
  case BinaryOp::LessEqual:
    return ScalarOp::LessEqual;
  case BinaryOp::Greater:
    return ScalarOp::Greater;
  case BinaryOp::GreaterEqual:
    return ScalarOp::GreaterEqual;
  default:
    return ScalarOp::NotDistinct;
  }
}

/// A string beside a number, a time or a truth value is read as one, as Calcite's type coercion does.
void coerceString(ScalarPtr &text, const ScalarPtr &other) {
  if (isString(text->type.kind) && (isNumericKind(other->type.kind) || isTimePoint(other->type) || other->type.kind == TypeKind::Boolean))
    text = castTo(text, other->type);
}

/// Makes two values comparable; false if they are not.
bool promoteComparison(ScalarPtr &left, ScalarPtr &right) {
  if (left->type.kind == TypeKind::Null && right->type.kind == TypeKind::Null) {
    left = castTo(left, simpleType(TypeKind::Boolean, true));
    right = castTo(right, simpleType(TypeKind::Boolean, true));
    return true;
  }
  if (left->type.kind == TypeKind::Null)
    left = castTo(left, right->type);
  if (right->type.kind == TypeKind::Null)
    right = castTo(right, left->type);
  coerceString(left, right);
  coerceString(right, left);
  if (isNumericKind(left->type.kind) && isNumericKind(right->type.kind)) {
    promoteNumbers(left, right);
    return true;
  }
  bool bothText = isString(left->type.kind) && isString(right->type.kind);
  bool bothBytes = isBytes(left->type.kind) && isBytes(right->type.kind);
  if (bothText || bothBytes)
    return true;
  Type types[2] = {left->type, right->type};
  auto common = commonType(types);
  if (!common)
    return false;
  // Flink compares an instant with a local time by the local times: in the hour that summer time skips it makes a difference.
  if (common->kind == TypeKind::TimestampLtz && left->type.kind != right->type.kind)
    common->kind = TypeKind::Timestamp;
  left = castTo(left, *common);
  right = castTo(right, *common);
  return true;
}

ScalarPtr intervalArithmetic(BindState &state, BinaryOp op, const ScalarPtr &left, const ScalarPtr &right, SourceRange range) {
  if (left->type.kind == right->type.kind && (op == BinaryOp::Add || op == BinaryOp::Subtract))
    return makeScalar(op == BinaryOp::Add ? ScalarOp::Add : ScalarOp::Sub,
                      withNull(left->type, left->type.nullable || right->type.nullable), range, {left, right});
  const ScalarPtr &interval = isInterval(left->type) ? left : right;
  const ScalarPtr &number = isInterval(left->type) ? right : left;
  if (op != BinaryOp::Multiply || !isIntegerKind(number->type.kind))
    return wrongOperands(state, op, *left, *right, range);
  const auto *a = std::get_if<int64_t>(&interval->value), *b = std::get_if<int64_t>(&number->value);
  if (a && b)
    return makeConstant(withNull(interval->type, false), *a * *b, range);
  state.unsupported(DiagnosticId::ExpressionNotSupported, range, "multiplying an interval by a column");
  return nullptr;
}

/// `timestamp + interval_day`, always with the time point first.
ScalarPtr timeArithmetic(BindState &state, BinaryOp op, ScalarPtr left, ScalarPtr right, SourceRange range) {
  if (op == BinaryOp::Add && isInterval(left->type))
    std::swap(left, right);
  bool ok = isTimePoint(left->type) && isInterval(right->type) && (op == BinaryOp::Add || op == BinaryOp::Subtract);
  if (!ok)
    return wrongOperands(state, op, *left, *right, range);
  std::string name = std::string(castName(left->type.kind)) + " " + spelling(op) + " " + std::string(castName(right->type.kind));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (ScalarPtr call = tryFunction(name, {left, right}, range))
    return call;
  state.unsupported(DiagnosticId::ExpressionNotSupported, range,
                    std::string("`") + spelling(op) + "` of " + typeText(left->type) + " and an interval");
  return nullptr;
}

/// The remainder has the divisor's type. Source: Calcite's NULLABLE_MOD.
ScalarPtr remainder(ScalarPtr left, ScalarPtr right, SourceRange range) {
  Type divisor = right->type;
  bool nullable = left->type.nullable || right->type.nullable;
  bool decimal = left->type.kind == TypeKind::Decimal || divisor.kind == TypeKind::Decimal;
  Type wanted = decimal ? decimalModType(left->type, right->type) : divisor;
  promoteNumbers(left, right);
  Type computed = left->type;
  if (decimal) {
    computed = wanted.kind == TypeKind::Decimal ? wanted : asDecimal(wanted);
    nullable = true;
  }
  ScalarPtr value = makeScalar(ScalarOp::Rem, withNull(computed, nullable), range, {left, right});
  return castTo(value, wanted);
}

ScalarPtr numberArithmetic(BindState &state, BinaryOp op, ScalarPtr left, ScalarPtr right, SourceRange range) {
  if (op == BinaryOp::Modulo) {
    if (!isExact(left->type) || !isExact(right->type))
      return wrongOperands(state, op, *left, *right, range);
    return remainder(left, right, range);
  }
  promoteNumbers(left, right);
  ScalarOp scalarOp = op == BinaryOp::Add        ? ScalarOp::Add
                      : op == BinaryOp::Subtract ? ScalarOp::Sub
                      : op == BinaryOp::Multiply ? ScalarOp::Mul
                                                 : ScalarOp::Div;
  bool nullable = left->type.nullable || right->type.nullable;
  Type result = left->type;
  if (result.kind == TypeKind::Decimal) {
    result = op == BinaryOp::Multiply ? decimalTimesType(left->type, right->type)
             : op == BinaryOp::Divide ? decimalDivideType(left->type, right->type)
                                      : decimalPlusType(left->type, right->type);
    nullable = true; // overflow gives NULL
  }
  return makeScalar(scalarOp, withNull(result, nullable), range, {left, right});
}

} // namespace

ScalarPtr makeLogic(ScalarOp op, ScalarPtr left, ScalarPtr right, SourceRange range) {
  bool nullable = left->type.nullable || right->type.nullable;
  return makeScalar(op, simpleType(TypeKind::Boolean, nullable), range, {std::move(left), std::move(right)});
}

ScalarPtr joinLogic(ScalarOp op, std::span<const ScalarPtr> terms, SourceRange range) {
  if (terms.size() == 1)
    return terms[0];
  size_t half = terms.size() / 2;
  return makeLogic(op, joinLogic(op, terms.first(half), range), joinLogic(op, terms.subspan(half), range), range);
}

ScalarPtr makeNot(ScalarPtr value, SourceRange range) {
  Type type = value->type;
  return makeScalar(ScalarOp::Not, type, range, {std::move(value)});
}

ScalarPtr makeIf(ScalarPtr condition, ScalarPtr then, ScalarPtr otherwise, SourceRange range) {
  Type type = withNull(then->type, then->type.nullable || otherwise->type.nullable);
  return makeScalar(ScalarOp::If, type, range, {std::move(condition), std::move(then), std::move(otherwise)});
}

ScalarPtr makeComparison(BindState &state, BinaryOp op, ScalarPtr left, ScalarPtr right, SourceRange range) {
  ScalarPtr originalLeft = left, originalRight = right;
  if (!promoteComparison(left, right))
    return wrongOperands(state, op, *originalLeft, *originalRight, range);
  if (left->type.kind >= TypeKind::Array) {
    state.unsupported(DiagnosticId::ExpressionNotSupported, range, "comparing values of type " + typeText(left->type));
    return nullptr;
  }
  if (op == BinaryOp::IsDistinctFrom || op == BinaryOp::IsNotDistinctFrom) {
    ScalarPtr same = makeScalar(ScalarOp::NotDistinct, simpleType(TypeKind::Boolean, false), range, {left, right});
    return op == BinaryOp::IsNotDistinctFrom ? same : makeNot(same, range);
  }
  bool nullable = left->type.nullable || right->type.nullable;
  return makeScalar(comparisonOp(op), simpleType(TypeKind::Boolean, nullable), range, {left, right});
}

ScalarPtr makeArithmetic(BindState &state, BinaryOp op, ScalarPtr left, ScalarPtr right, SourceRange range) {
  if (left->type.kind == TypeKind::Null && right->type.kind != TypeKind::Null)
    left = castTo(left, isTimePoint(right->type) ? simpleType(TypeKind::IntervalDay, true) : right->type);
  if (right->type.kind == TypeKind::Null)
    right = castTo(right, left->type.kind == TypeKind::Null ? simpleType(TypeKind::Int, true)
                          : isTimePoint(left->type)         ? simpleType(TypeKind::IntervalDay, true)
                                                            : left->type);
  if (left->type.kind == TypeKind::Null)
    left = castTo(left, right->type);
  if (isNumericKind(left->type.kind) && isNumericKind(right->type.kind))
    return numberArithmetic(state, op, std::move(left), std::move(right), range);
  if (isTimePoint(left->type) || isTimePoint(right->type))
    return timeArithmetic(state, op, std::move(left), std::move(right), range);
  if (isInterval(left->type) || isInterval(right->type))
    return intervalArithmetic(state, op, left, right, range);
  return wrongOperands(state, op, *left, *right, range);
}

bool toCommonType(BindState &state, std::vector<ScalarPtr> &values, SourceRange range, const std::string &what) {
  std::vector<Type> types;
  for (const ScalarPtr &value : values)
    types.push_back(value->type);
  auto common = commonType(types);
  if (!common) {
    auto &diagnostic = state.report(DiagnosticId::NoCommonType, range, what + " have no common type");
    for (const ScalarPtr &value : values)
      diagnostic.withSecondary(value->range, typeText(value->type));
    bool allNull = std::all_of(types.begin(), types.end(), [](const Type &type) { return type.kind == TypeKind::Null; });
    if (allNull)
      diagnostic.withHelp("give one NULL a type: CAST(NULL AS INT)");
    return false;
  }
  for (ScalarPtr &value : values)
    value = castTo(value, *common);
  return true;
}

} // namespace millrace::bind
