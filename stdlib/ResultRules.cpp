#include "stdlib/ResultRules.h"

#include <algorithm>
#include <charconv>

namespace millrace {
namespace {

constexpr int32_t kMaxPrecision = 38;
constexpr int32_t kMinAdjustedScale = 6;

Type decimal(int32_t precision, int32_t scale, bool nullable) {
  Type type;
  type.kind = TypeKind::Decimal;
  type.nullable = nullable;
  type.precision = precision;
  type.scale = scale;
  return type;
}

/// Past 38 digits the scale gives way so that the integer digits stay, down to 6 fraction digits.
Type adjusted(int32_t precision, int32_t scale, bool nullable) {
  if (precision <= kMaxPrecision)
    return decimal(precision, scale, nullable);
  int32_t integerDigits = precision - scale;
  int32_t minScale = std::min(scale, kMinAdjustedScale);
  return decimal(kMaxPrecision, std::max(kMaxPrecision - integerDigits, minScale), nullable);
}

bool anyNullable(std::span<const Type> types) {
  return std::any_of(types.begin(), types.end(), [](const Type &type) { return type.nullable; });
}

Type withLength(TypeKind kind, int32_t length, bool nullable) {
  Type type;
  type.kind = kind;
  type.nullable = nullable;
  type.precision = length;
  return type;
}

Type asVarying(const Type &type, bool nullable) {
  TypeKind kind = isBytes(type.kind) ? TypeKind::VarBinary : TypeKind::VarChar;
  return withLength(kind, type.precision, nullable);
}

Type concatType(std::span<const Type> arguments) {
  const Type &left = arguments[0];
  const Type &right = arguments[1];
  int64_t length = std::min<int64_t>(int64_t{left.precision} + right.precision, kMaxLength);
  bool fixed = left.kind == right.kind && (left.kind == TypeKind::Char || left.kind == TypeKind::Binary);
  Type result = asVarying(left, anyNullable(arguments));
  result.precision = static_cast<int32_t>(length);
  if (fixed)
    result.kind = left.kind;
  return result;
}

std::optional<int32_t> constantAt(std::span<const ConstantArgument> constants, size_t index) {
  if (index >= constants.size() || !constants[index])
    return std::nullopt;
  return static_cast<int32_t>(*constants[index]);
}

using Rule = std::optional<Type> (*)(std::span<const Type>, std::span<const ConstantArgument>);
using Arguments = std::span<const Type>;
using Constants = std::span<const ConstantArgument>;

bool exact(const Type &type) {
  return (type.kind >= TypeKind::TinyInt && type.kind <= TypeKind::BigInt) || type.kind == TypeKind::Decimal;
}

template <Type (*derive)(const Type &, const Type &)> std::optional<Type> binary(Arguments arguments, Constants) {
  if (arguments.size() != 2 || !exact(arguments[0]) || !exact(arguments[1]))
    return std::nullopt;
  return derive(arguments[0], arguments[1]);
}

std::optional<Type> roundRule(Arguments arguments, Constants constants) {
  if (arguments.empty() || arguments[0].kind != TypeKind::Decimal)
    return std::nullopt;
  Type result = arguments[0];
  if (arguments.size() == 1)
    result = decimalRoundType(arguments[0], 0);
  else if (auto digits = constantAt(constants, 1))
    result = decimalRoundType(arguments[0], *digits);
  result.nullable = anyNullable(arguments);
  return result;
}

std::optional<Type> scaleZeroRule(Arguments arguments, Constants) {
  if (arguments.empty() || arguments[0].kind != TypeKind::Decimal)
    return std::nullopt;
  return decimal(arguments[0].precision, 0, anyNullable(arguments));
}

std::optional<Type> varyingRule(Arguments arguments, Constants) {
  if (arguments.empty() || (!isString(arguments[0].kind) && !isBytes(arguments[0].kind)))
    return std::nullopt;
  return asVarying(arguments[0], anyNullable(arguments));
}

std::optional<Type> concatRule(Arguments arguments, Constants) {
  if (arguments.size() != 2)
    return std::nullopt;
  return concatType(arguments);
}

std::optional<Type> commonRule(Arguments arguments, Constants) {
  auto type = commonType(arguments);
  if (type)
    type->nullable = anyNullable(arguments);
  return type;
}

template <Type (*derive)(const Type &)> std::optional<Type> unary(Arguments arguments, Constants) {
  if (arguments.size() != 1)
    return std::nullopt;
  return derive(arguments[0]);
}

struct NamedRule {
  std::string_view name;
  Rule rule;
};
constexpr NamedRule kRules[] = {
    {"decimal_plus", binary<decimalPlusType>},   {"decimal_times", binary<decimalTimesType>},
    {"decimal_divide", binary<decimalDivideType>}, {"decimal_mod", binary<decimalModType>},
    {"decimal_round", roundRule},                {"decimal_scale_0", scaleZeroRule},
    {"varying_0", varyingRule},                  {"concat", concatRule},
    {"T", commonRule},                           {"sum_type", unary<sumType>},
    {"avg_type", unary<avgType>},
};

struct NamedKind {
  std::string_view name;
  TypeKind kind;
  int32_t precision;
};
constexpr NamedKind kKinds[] = {
    {"BOOLEAN", TypeKind::Boolean, 0},
    {"TINYINT", TypeKind::TinyInt, 0},
    {"SMALLINT", TypeKind::SmallInt, 0},
    {"INT", TypeKind::Int, 0},
    {"BIGINT", TypeKind::BigInt, 0},
    {"FLOAT", TypeKind::Float, 0},
    {"DOUBLE", TypeKind::Double, 0},
    {"DECIMAL", TypeKind::Decimal, 10},
    {"CHAR", TypeKind::Char, 1},
    {"VARCHAR", TypeKind::VarChar, 1},
    {"STRING", TypeKind::VarChar, kMaxLength},
    {"BINARY", TypeKind::Binary, 1},
    {"VARBINARY", TypeKind::VarBinary, 1},
    {"BYTES", TypeKind::VarBinary, kMaxLength},
    {"DATE", TypeKind::Date, 0},
    {"TIME", TypeKind::Time, 0},
    {"TIMESTAMP", TypeKind::Timestamp, 6},
    {"TIMESTAMP_LTZ", TypeKind::TimestampLtz, 6},
    {"INTERVAL_MONTH", TypeKind::IntervalMonth, 0},
    {"INTERVAL_DAY", TypeKind::IntervalDay, 0},
};

std::optional<int32_t> parseInteger(std::string_view &text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  int32_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc())
    return std::nullopt;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return value;
}

bool parseModifiers(std::string_view text, Type &type) {
  auto first = parseInteger(text);
  if (!first)
    return false;
  type.precision = *first;
  if (!text.empty() && text.front() == ',') {
    text.remove_prefix(1);
    auto second = parseInteger(text);
    if (!second)
      return false;
    type.scale = *second;
  }
  return text.empty();
}

} // namespace

Type asDecimal(const Type &type) {
  switch (type.kind) {
  case TypeKind::TinyInt:
    return decimal(3, 0, type.nullable);
  case TypeKind::SmallInt:
    return decimal(5, 0, type.nullable);
  case TypeKind::Int:
    return decimal(10, 0, type.nullable);
  case TypeKind::BigInt:
    return decimal(19, 0, type.nullable);
  default:
    return type;
  }
}

Type decimalPlusType(const Type &leftType, const Type &rightType) {
  Type left = asDecimal(leftType), right = asDecimal(rightType);
  int32_t scale = std::max(left.scale, right.scale);
  int32_t integerDigits = std::max(left.precision - left.scale, right.precision - right.scale);
  return adjusted(integerDigits + scale + 1, scale, left.nullable || right.nullable);
}

Type decimalTimesType(const Type &leftType, const Type &rightType) {
  Type left = asDecimal(leftType), right = asDecimal(rightType);
  return adjusted(left.precision + right.precision + 1, left.scale + right.scale, left.nullable || right.nullable);
}

Type decimalDivideType(const Type &leftType, const Type &rightType) {
  Type left = asDecimal(leftType), right = asDecimal(rightType);
  int32_t scale = std::max(kMinAdjustedScale, left.scale + right.precision + 1);
  return adjusted(left.precision - left.scale + right.scale + scale, scale, left.nullable || right.nullable);
}

Type decimalModType(const Type &leftType, const Type &rightType) {
  Type left = asDecimal(leftType), right = asDecimal(rightType);
  bool nullable = left.nullable || right.nullable;
  if (left.scale == 0 && right.scale == 0) {
    // Flink keeps the divisor's own type then, even if that is not a DECIMAL.
    Type result = rightType;
    result.nullable = nullable;
    return result;
  }
  int32_t scale = std::max(left.scale, right.scale);
  int32_t integerDigits = std::min(left.precision - left.scale, right.precision - right.scale);
  return adjusted(integerDigits + scale, scale, nullable);
}

Type decimalRoundType(const Type &argument, int32_t digits) {
  if (digits >= argument.scale)
    return argument;
  int32_t integerDigits = argument.precision - argument.scale;
  if (digits < 0)
    return decimal(std::min(kMaxPrecision, 1 + integerDigits), 0, argument.nullable);
  return decimal(1 + integerDigits + digits, digits, argument.nullable);
}

Type sumType(const Type &argument) {
  return argument.kind == TypeKind::Decimal ? decimal(kMaxPrecision, argument.scale, argument.nullable) : argument;
}

Type avgType(const Type &argument) {
  if (argument.kind != TypeKind::Decimal)
    return argument;
  Type sum = decimal(kMaxPrecision, argument.scale, argument.nullable);
  return decimalDivideType(sum, decimal(20, 0, argument.nullable));
}

std::optional<Type> parseRecordType(std::string_view text) {
  constexpr std::string_view kNotNull = " NOT NULL";
  Type type;
  if (text.ends_with(kNotNull)) {
    type.nullable = false;
    text.remove_suffix(kNotNull.size());
  }
  constexpr std::string_view kMap = "MAP<";
  if (size_t comma = text.find(", "); text.starts_with(kMap) && text.ends_with('>') && comma != std::string_view::npos) {
    auto key = parseRecordType(text.substr(kMap.size(), comma - kMap.size()));
    auto value = parseRecordType(text.substr(comma + 2, text.size() - comma - 3));
    if (!key || !value)
      return std::nullopt;
    type.kind = TypeKind::Map;
    type.children = {{"key", *key}, {"value", *value}};
    return type;
  }
  size_t open = text.find('(');
  std::string_view name = text.substr(0, open);
  for (const NamedKind &known : kKinds) {
    if (known.name != name)
      continue;
    type.kind = known.kind;
    type.precision = known.precision;
    if (open == std::string_view::npos)
      return type;
    if (text.back() != ')' || !parseModifiers(text.substr(open + 1, text.size() - open - 2), type))
      return std::nullopt;
    return type;
  }
  return std::nullopt;
}

std::optional<Type> resultType(std::string_view result, std::span<const Type> arguments,
                               std::span<const ConstantArgument> constants) {
  if (result.size() == 2 && result[0] == '$') {
    size_t index = static_cast<size_t>(result[1] - '0');
    if (index >= arguments.size())
      return std::nullopt;
    Type type = arguments[index];
    type.nullable = anyNullable(arguments);
    return type;
  }
  for (const NamedRule &rule : kRules)
    if (rule.name == result)
      return rule.rule(arguments, constants);
  auto type = parseRecordType(result);
  if (type && type->nullable)
    type->nullable = anyNullable(arguments);
  return type;
}

bool matchesPattern(const Type &type, std::string_view pattern) {
  if (pattern == "ANY" || pattern == "T")
    return true;
  if (pattern == "STRING")
    return isString(type.kind);
  if (pattern == "BYTES")
    return isBytes(type.kind);
  if (pattern == "ARRAY")
    return type.kind == TypeKind::Array;
  if (pattern == "MAP")
    return type.kind == TypeKind::Map;
  if (pattern == "ROW")
    return type.kind == TypeKind::Row;
  return castName(type.kind) == pattern && !pattern.empty();
}

} // namespace millrace
