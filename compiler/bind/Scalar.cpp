#include "compiler/bind/Scalar.h"

#include "compiler/bind/Subquery.h"

#include "stdlib/ResultRules.h"

#include <algorithm>
#include <map>
#include <set>

namespace millrace::bind {

Type withNull(Type type, bool nullable) {
  type.nullable = nullable;
  return type;
}

Type simpleType(TypeKind kind, bool nullable, int32_t precision, int32_t scale) {
  Type type;
  type.kind = kind;
  type.nullable = nullable;
  type.precision = precision;
  type.scale = scale;
  return type;
}

bool sameValueType(const Type &a, const Type &b) { return withNull(a, true) == withNull(b, true); }

namespace {

/// Nodes are shared, so a walk without memory would take time exponential in the nesting of COALESCE or BETWEEN.
class Walk {
public:
  bool same(const Scalar &a, const Scalar &b);
  bool holds(const Scalar &scalar, bool (*test)(const Scalar &)) {
    if (test(scalar))
      return true;
    if (!seen_.insert(&scalar).second)
      return false;
    return std::any_of(scalar.args.begin(), scalar.args.end(), [&](const ScalarPtr &arg) { return holds(*arg, test); });
  }

private:
  std::set<const Scalar *> seen_;
  std::set<std::pair<const Scalar *, const Scalar *>> equal_;
};

} // namespace

bool Walk::same(const Scalar &a, const Scalar &b) {
  if (equal_.contains({&a, &b}))
    return true;
  if (a.op != b.op || a.args.size() != b.args.size() || !(a.type == b.type) || a.value != b.value || a.index != b.index || a.isOuter != b.isOuter ||
      a.function != b.function || a.typeConstants != b.typeConstants || a.aggregate != b.aggregate || a.distinct != b.distinct ||
      a.hasFilter != b.hasFilter || a.window != b.window || a.ask != b.ask)
    return false;
  if ((a.over || b.over) && !(a.over && b.over && *a.over == *b.over))
    return false;
  // Written twice in one query, they are one.
  if ((a.subquery || b.subquery) && !(a.subquery && b.subquery && (a.subquery == b.subquery || a.subquery->text == b.subquery->text)))
    return false;
  if (a.function && a.function->determinism == Determinism::PerRow)
    return false;
  if (!std::equal(a.args.begin(), a.args.end(), b.args.begin(), [&](const ScalarPtr &x, const ScalarPtr &y) { return same(*x, *y); }))
    return false;
  equal_.insert({&a, &b});
  return true;
}

bool isSame(const Scalar &a, const Scalar &b) { return Walk().same(a, b); }

bool isAggregated(const Scalar &scalar) {
  return Walk().holds(scalar, [](const Scalar &node) {
    return node.op == ScalarOp::Aggregate || node.op == ScalarOp::WindowProperty || node.op == ScalarOp::GroupingBits || node.op == ScalarOp::GroupId;
  });
}

bool isCorrelated(const Scalar &scalar) {
  return Walk().holds(scalar, [](const Scalar &node) { return node.isOuter; });
}

static ScalarPtr replaceColumns(const ScalarPtr &scalar, const std::function<ScalarPtr(const Scalar &)> &column,
                                std::map<const Scalar *, ScalarPtr> &replaced) {
  if (scalar->op == ScalarOp::Column)
    return column(*scalar);
  if (scalar->args.empty())
    return scalar;
  ScalarPtr &place = replaced[scalar.get()];
  if (!place) {
    auto copy = std::make_shared<Scalar>(*scalar);
    for (ScalarPtr &arg : copy->args)
      arg = replaceColumns(arg, column, replaced);
    place = copy;
  }
  return place;
}

ScalarPtr replaceColumns(const ScalarPtr &scalar, const std::function<ScalarPtr(const Scalar &)> &column) {
  std::map<const Scalar *, ScalarPtr> replaced;
  return replaceColumns(scalar, column, replaced);
}

bool hasOver(const Scalar &scalar) {
  return Walk().holds(scalar, [](const Scalar &node) { return node.op == ScalarOp::Over; });
}

bool hasSubquery(const Scalar &scalar) {
  return Walk().holds(scalar, [](const Scalar &node) { return node.op == ScalarOp::Subquery; });
}

bool readsInput(const Scalar &scalar) {
  return Walk().holds(scalar, [](const Scalar &node) { return node.op == ScalarOp::Column && !node.isOuter; });
}

static bool failsByItself(const Scalar &scalar) {
  switch (scalar.op) {
  case ScalarOp::Cast:
    return castSupport(scalar.args[0]->type, scalar.type) == CastSupport::MayFail;
  case ScalarOp::Div:
  case ScalarOp::Rem: {
    if (scalar.type.kind == TypeKind::Double || scalar.type.kind == TypeKind::Float)
      return false;
    const Scalar &divisor = *scalar.args[1];
    if (divisor.op != ScalarOp::Constant)
      return true;
    const auto *integer = std::get_if<int64_t>(&divisor.value);
    const auto *decimal = std::get_if<Int128>(&divisor.value);
    return (integer && *integer == 0) || (decimal && *decimal == 0);
  }
  case ScalarOp::Call:
    return scalar.function->mayFail || !scalar.function->body; // C++ may trap, too: a division
  default:
    return false;
  }
}

bool mayFail(const Scalar &scalar) { return Walk().holds(scalar, failsByItself); }

ScalarPtr makeScalar(ScalarOp op, Type type, SourceRange range, std::vector<ScalarPtr> args) {
  auto scalar = std::make_shared<Scalar>();
  scalar->op = op;
  scalar->type = std::move(type);
  scalar->range = range;
  scalar->args = std::move(args);
  return scalar;
}

ScalarPtr makeConstant(Type type, Constant value, SourceRange range) {
  auto scalar = std::make_shared<Scalar>();
  scalar->type = std::move(type);
  scalar->value = std::move(value);
  scalar->range = range;
  return scalar;
}

ScalarPtr makeColumn(uint32_t index, Type type, TimeAttribute time, SourceRange range) {
  auto scalar = std::make_shared<Scalar>();
  scalar->op = ScalarOp::Column;
  scalar->type = std::move(type);
  scalar->time = time;
  scalar->index = index;
  scalar->range = range;
  return scalar;
}

namespace {

Int128 powerOfTen(int32_t exponent) {
  Int128 result = 1;
  for (int32_t i = 0; i < exponent; ++i)
    result *= 10;
  return result;
}

bool fitsDigits(Int128 value, int32_t digits) {
  Int128 bound = powerOfTen(digits);
  return value < bound && value > -bound;
}

/// The constant as a value of `type`, where that is certainly what a CAST gives.
std::optional<Constant> convertConstant(const Scalar &from, const Type &type) {
  if (std::holds_alternative<std::monostate>(from.value))
    return Constant();
  bool widerInteger = isIntegerKind(from.type.kind) && isIntegerKind(type.kind) && from.type.kind <= type.kind;
  if (widerInteger)
    return from.value;
  if (isIntegerKind(from.type.kind) && (type.kind == TypeKind::Double || type.kind == TypeKind::Float)) {
    int64_t value = std::get<int64_t>(from.value);
    if (value > -(1 << 24) && value < (1 << 24))
      return Constant(static_cast<double>(value));
  }
  bool exact = isIntegerKind(from.type.kind) || from.type.kind == TypeKind::Decimal;
  if (exact && type.kind == TypeKind::Decimal && type.scale >= from.type.scale) {
    Int128 unscaled = from.type.kind == TypeKind::Decimal ? std::get<Int128>(from.value) : Int128(std::get<int64_t>(from.value));
    int32_t shift = type.scale - from.type.scale;
    if (fitsDigits(unscaled, type.precision - shift))
      return Constant(unscaled * powerOfTen(shift));
  }
  if (isString(from.type.kind) && type.kind == TypeKind::VarChar && from.type.precision <= type.precision)
    return from.value;
  return std::nullopt;
}

} // namespace

ScalarPtr castTo(const ScalarPtr &value, const Type &type) {
  if (sameValueType(value->type, type))
    return value;
  Type target = withNull(type, value->type.nullable || value->type.kind == TypeKind::Null);
  if (value->op == ScalarOp::Constant)
    if (auto converted = convertConstant(*value, target))
      return makeConstant(target, std::move(*converted), value->range);
  return makeScalar(ScalarOp::Cast, std::move(target), value->range, {value});
}

} // namespace millrace::bind
