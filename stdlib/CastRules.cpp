// Common types and casts of stdlib/ResultRules.h. Source: Flink's LogicalTypeMerging, LogicalTypeCasts and its cast rules.
#include "stdlib/ResultRules.h"

#include <algorithm>

namespace millrace {
namespace {

enum class Family { Null, Boolean, Exact, Approximate, String, Bytes, Date, Time, Timestamp, IntervalMonth, IntervalDay, Nested };

Family familyOf(TypeKind kind) {
  switch (kind) {
  case TypeKind::Null:
    return Family::Null;
  case TypeKind::Boolean:
    return Family::Boolean;
  case TypeKind::TinyInt:
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
  case TypeKind::Decimal:
    return Family::Exact;
  case TypeKind::Float:
  case TypeKind::Double:
    return Family::Approximate;
  case TypeKind::Char:
  case TypeKind::VarChar:
    return Family::String;
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return Family::Bytes;
  case TypeKind::Date:
    return Family::Date;
  case TypeKind::Time:
    return Family::Time;
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz:
    return Family::Timestamp;
  case TypeKind::IntervalMonth:
    return Family::IntervalMonth;
  case TypeKind::IntervalDay:
    return Family::IntervalDay;
  default:
    return Family::Nested;
  }
}

bool isInteger(TypeKind kind) { return kind >= TypeKind::TinyInt && kind <= TypeKind::BigInt; }
bool isNumeric(TypeKind kind) { return kind >= TypeKind::TinyInt && kind <= TypeKind::Decimal; }

Type kindOnly(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type commonExact(const Type &left, const Type &right) {
  if (left.kind != TypeKind::Decimal && right.kind != TypeKind::Decimal)
    return left.kind < right.kind ? right : left;
  Type a = asDecimal(left), b = asDecimal(right);
  int32_t integerDigits = std::max(a.precision - a.scale, b.precision - b.scale);
  int32_t scale = std::min(std::max(a.scale, b.scale), 38 - integerDigits);
  Type type = kindOnly(TypeKind::Decimal);
  type.precision = integerDigits + scale;
  type.scale = scale;
  return type;
}

Type commonApproximate(const Type &left, const Type &right) {
  bool decimal = left.kind == TypeKind::Decimal || right.kind == TypeKind::Decimal;
  bool isDouble = left.kind == TypeKind::Double || right.kind == TypeKind::Double;
  return kindOnly(decimal || isDouble ? TypeKind::Double : TypeKind::Float);
}

Type commonLength(const Type &left, const Type &right, TypeKind fixed, TypeKind varying) {
  Type type = kindOnly(varying);
  type.precision = std::max(left.precision, right.precision);
  if (left.kind == fixed && right.kind == fixed && left.precision == right.precision)
    type.kind = fixed; // different fixed lengths become varying: nothing is padded
  return type;
}

std::optional<Type> commonNested(const Type &left, const Type &right) {
  if (left.kind != right.kind || left.children.size() != right.children.size())
    return std::nullopt;
  Type type = left;
  for (size_t i = 0; i < type.children.size(); ++i) {
    Type pair[2] = {left.children[i].type, right.children[i].type};
    auto child = commonType(pair);
    if (!child)
      return std::nullopt;
    type.children[i].type = *child;
  }
  return type;
}

std::optional<Type> commonOfTwo(const Type &left, const Type &right) {
  Family a = familyOf(left.kind), b = familyOf(right.kind);
  if (a == Family::Exact && b == Family::Exact)
    return commonExact(left, right);
  if (isNumeric(left.kind) && isNumeric(right.kind))
    return commonApproximate(left, right);
  // Calcite's coercion: a DATE beside a TIMESTAMP becomes one.
  if (a == Family::Date && b == Family::Timestamp)
    return right;
  if (a == Family::Timestamp && b == Family::Date)
    return left;
  if (a != b)
    return std::nullopt;
  switch (a) {
  case Family::String:
    return commonLength(left, right, TypeKind::Char, TypeKind::VarChar);
  case Family::Bytes:
    return commonLength(left, right, TypeKind::Binary, TypeKind::VarBinary);
  case Family::Time:
  case Family::Timestamp: {
    Type type = left.kind == TypeKind::TimestampLtz ? left : right;
    type.precision = std::max(left.precision, right.precision);
    return type;
  }
  case Family::Nested:
    return commonNested(left, right);
  default:
    return left;
  }
}

bool nestedCasts(const Type &from, const Type &to, bool (*test)(const Type &, const Type &)) {
  if (from.kind != to.kind || from.children.size() != to.children.size())
    return false;
  for (size_t i = 0; i < from.children.size(); ++i)
    if (!test(from.children[i].type, to.children[i].type))
      return false;
  return true;
}

bool implicitKinds(TypeKind from, TypeKind to) {
  if (from == to)
    return true;
  switch (to) {
  case TypeKind::VarChar:
    return from == TypeKind::Char;
  case TypeKind::VarBinary:
    return from == TypeKind::Binary;
  case TypeKind::SmallInt:
  case TypeKind::Int:
  case TypeKind::BigInt:
    return isInteger(from) && from < to;
  case TypeKind::Decimal:
  case TypeKind::Double:
    return isNumeric(from);
  case TypeKind::Float:
    return isNumeric(from) && from != TypeKind::Double;
  case TypeKind::Date:
  case TypeKind::Time:
    return from == TypeKind::Timestamp;
  case TypeKind::Timestamp:
    return from == TypeKind::TimestampLtz;
  case TypeKind::TimestampLtz:
    return from == TypeKind::Timestamp;
  default:
    return false;
  }
}

CastSupport explicitKinds(TypeKind from, TypeKind to) {
  Family source = familyOf(from), target = familyOf(to);
  switch (target) {
  case Family::String:
    return source == Family::Nested ? CastSupport::None : CastSupport::Explicit;
  case Family::Bytes:
    return source == Family::String || source == Family::Bytes ? CastSupport::Explicit : CastSupport::None;
  case Family::Boolean:
    return source == Family::String ? CastSupport::MayFail : isInteger(from) ? CastSupport::Explicit : CastSupport::None;
  case Family::Exact:
  case Family::Approximate:
    if (source == Family::String)
      return CastSupport::MayFail;
    return isNumeric(from) || source == Family::Boolean ? CastSupport::Explicit : CastSupport::None;
  case Family::Date:
  case Family::Time:
    return source == Family::String ? CastSupport::MayFail
           : source == Family::Timestamp ? CastSupport::Explicit : CastSupport::None;
  case Family::Timestamp:
    return source == Family::String ? CastSupport::MayFail
           : source == Family::Date || source == Family::Time ? CastSupport::Explicit : CastSupport::None;
  default:
    return CastSupport::None; // intervals from numbers would need the target's unit, which a Type does not have
  }
}

/// A nested value fails where one of its parts does.
CastSupport nestedSupport(const Type &from, const Type &to) {
  if (from.kind != to.kind || from.children.size() != to.children.size())
    return CastSupport::None;
  CastSupport support = CastSupport::Explicit;
  for (size_t i = 0; i < from.children.size(); ++i) {
    CastSupport part = castSupport(from.children[i].type, to.children[i].type);
    if (part == CastSupport::None)
      return part;
    support = part == CastSupport::MayFail ? part : support;
  }
  return support;
}

} // namespace

std::optional<Type> commonType(std::span<const Type> types) {
  std::optional<Type> result;
  bool nullable = false;
  for (const Type &type : types) {
    nullable |= type.nullable;
    if (type.kind == TypeKind::Null)
      continue;
    result = result ? commonOfTwo(*result, type) : std::optional<Type>(type);
    if (!result)
      return std::nullopt;
  }
  if (result)
    result->nullable = nullable;
  return result;
}

bool canImplicitlyCast(const Type &from, const Type &to) {
  if (from.nullable && !to.nullable)
    return false;
  if (from.kind == TypeKind::Null)
    return true;
  if (familyOf(from.kind) == Family::Nested)
    return nestedCasts(from, to, canImplicitlyCast);
  return implicitKinds(from.kind, to.kind);
}

CastSupport castSupport(const Type &from, const Type &to) {
  if (from.kind == TypeKind::Null)
    return CastSupport::Implicit;
  if (familyOf(from.kind) == Family::Nested)
    return nestedSupport(from, to);
  if (implicitKinds(from.kind, to.kind))
    return CastSupport::Implicit;
  return explicitKinds(from.kind, to.kind);
}

std::string_view castName(TypeKind kind) {
  constexpr std::string_view kNames[] = {"",         "BOOLEAN", "TINYINT", "SMALLINT", "INT",  "BIGINT",    "FLOAT",
                                         "DOUBLE",   "DECIMAL", "STRING",  "STRING",   "BYTES", "BYTES",     "DATE",
                                         "TIME",     "TIMESTAMP", "TIMESTAMP_LTZ", "INTERVAL_MONTH", "INTERVAL_DAY"};
  size_t index = static_cast<size_t>(kind);
  return index < std::size(kNames) ? kNames[index] : std::string_view();
}

} // namespace millrace
