#include "compiler/bind/TypeNames.h"

namespace millrace::bind {
namespace {

using ast::SimpleType;
using llvm::cast;

/// How one simple type name becomes a type. `parameter` says what stands in parentheses.
struct SimpleRule {
  SimpleType name;
  TypeKind kind;
  enum Parameter { None, Length, DecimalDigits, Fraction } parameter;
  int32_t defaultValue;
};
constexpr SimpleRule kRules[] = {
    {SimpleType::Boolean, TypeKind::Boolean, SimpleRule::None, 0},
    {SimpleType::TinyInt, TypeKind::TinyInt, SimpleRule::None, 0},
    {SimpleType::SmallInt, TypeKind::SmallInt, SimpleRule::None, 0},
    {SimpleType::Int, TypeKind::Int, SimpleRule::None, 0},
    {SimpleType::BigInt, TypeKind::BigInt, SimpleRule::None, 0},
    {SimpleType::Float, TypeKind::Float, SimpleRule::None, 0},
    {SimpleType::Real, TypeKind::Float, SimpleRule::None, 0},
    {SimpleType::Double, TypeKind::Double, SimpleRule::None, 0},
    {SimpleType::Decimal, TypeKind::Decimal, SimpleRule::DecimalDigits, 10},
    {SimpleType::Char, TypeKind::Char, SimpleRule::Length, 1},
    {SimpleType::VarChar, TypeKind::VarChar, SimpleRule::Length, 1},
    {SimpleType::String, TypeKind::VarChar, SimpleRule::None, kMaxLength},
    {SimpleType::Binary, TypeKind::Binary, SimpleRule::Length, 1},
    {SimpleType::VarBinary, TypeKind::VarBinary, SimpleRule::Length, 1},
    {SimpleType::Bytes, TypeKind::VarBinary, SimpleRule::None, kMaxLength},
    {SimpleType::Date, TypeKind::Date, SimpleRule::None, 0},
    {SimpleType::Time, TypeKind::Time, SimpleRule::Fraction, 0},
    {SimpleType::Timestamp, TypeKind::Timestamp, SimpleRule::Fraction, 6},
    {SimpleType::TimestampLtz, TypeKind::TimestampLtz, SimpleRule::Fraction, 6},
};

std::nullopt_t invalid(BindState &state, const ast::TypeName &name, const std::string &message, const std::string &label) {
  state.report(DiagnosticId::InvalidType, name.range, message).withLabel(label);
  return std::nullopt;
}

std::optional<Type> bindSimple(BindState &state, const ast::SimpleTypeName &name) {
  const SimpleRule *rule = nullptr;
  for (const SimpleRule &known : kRules)
    if (known.name == name.type)
      rule = &known;
  if (!rule) {
    state.unsupported(DiagnosticId::TypeNotSupported, name.range, std::string("type ") + spelling(name.type));
    return std::nullopt;
  }
  Type type = simpleType(rule->kind, true, static_cast<int32_t>(name.precision.value_or(static_cast<uint32_t>(rule->defaultValue))));
  std::string spelled = spelling(name.type);
  uint32_t precision = name.precision.value_or(static_cast<uint32_t>(rule->defaultValue));
  switch (rule->parameter) {
  case SimpleRule::None:
    break;
  case SimpleRule::Length:
    if (precision < 1 || precision > static_cast<uint32_t>(kMaxLength))
      return invalid(state, name, spelled + " cannot have the length " + std::to_string(precision), "1 to 2147483647");
    break;
  case SimpleRule::Fraction:
    if (precision > 9)
      return invalid(state, name, spelled + " cannot have the precision " + std::to_string(precision), "0 to 9 digits of a second");
    break;
  case SimpleRule::DecimalDigits: {
    uint32_t scale = name.scale.value_or(0);
    if (precision < 1 || precision > 38)
      return invalid(state, name, "DECIMAL cannot have the precision " + std::to_string(precision), "1 to 38 digits");
    if (scale > precision)
      return invalid(state, name, "DECIMAL cannot have the scale " + std::to_string(scale) + " with the precision " + std::to_string(precision),
                     "0 to " + std::to_string(precision) + " fraction digits");
    type.scale = static_cast<int32_t>(scale);
    break;
  }
  }
  return type;
}

std::optional<Type> bindRow(BindState &state, const ast::RowTypeName &name) {
  Type type = simpleType(TypeKind::Row, true);
  bool ok = true;
  for (size_t i = 0; i < name.fields.size(); ++i) {
    const ast::TypeField &field = name.fields[i];
    auto child = bindType(state, *field.type);
    ok &= child.has_value();
    std::string text = field.name.text.empty() ? "f" + std::to_string(i) : field.name.text;
    for (const Field &other : type.children)
      if (other.name == text) {
        state.report(DiagnosticId::DuplicateColumn, field.name.range, "field `" + text + "` stands twice in the ROW");
        ok = false;
      }
    type.children.push_back({text, child.value_or(Type())});
  }
  return ok ? std::optional<Type>(type) : std::nullopt;
}

std::optional<Type> bindNested(BindState &state, TypeKind kind, std::initializer_list<const ast::TypeName *> parts) {
  Type type = simpleType(kind, true);
  for (const ast::TypeName *part : parts) {
    auto child = bindType(state, *part);
    if (!child)
      return std::nullopt;
    type.children.push_back({type.children.empty() && parts.size() == 2 ? "key" : parts.size() == 2 ? "value" : "element", *child});
  }
  return type;
}

std::optional<Type> bindWithoutNull(BindState &state, const ast::TypeName &name) {
  switch (name.kind()) {
  case ast::TypeName::Kind::Simple:
    return bindSimple(state, cast<ast::SimpleTypeName>(name));
  case ast::TypeName::Kind::Interval:
    return simpleType(cast<ast::IntervalTypeName>(name).qualifier.isYearMonth() ? TypeKind::IntervalMonth : TypeKind::IntervalDay, true);
  case ast::TypeName::Kind::Array:
    return bindNested(state, TypeKind::Array, {cast<ast::ArrayTypeName>(name).element.get()});
  case ast::TypeName::Kind::Multiset:
    return bindNested(state, TypeKind::Multiset, {cast<ast::MultisetTypeName>(name).element.get()});
  case ast::TypeName::Kind::Map:
    return bindNested(state, TypeKind::Map, {cast<ast::MapTypeName>(name).key.get(), cast<ast::MapTypeName>(name).value.get()});
  case ast::TypeName::Kind::Row:
    return bindRow(state, cast<ast::RowTypeName>(name));
  case ast::TypeName::Kind::Raw:
    state.unsupported(DiagnosticId::TypeNotSupported, name.range, "type RAW");
    return std::nullopt;
  case ast::TypeName::Kind::Structured:
    state.unsupported(DiagnosticId::TypeNotSupported, name.range, "type STRUCTURED");
    return std::nullopt;
  case ast::TypeName::Kind::User: {
    auto &diagnostic = state.report(DiagnosticId::InvalidType, name.range, "no type is named `" + cast<ast::UserTypeName>(name).name.str() + "`");
    std::vector<std::string> names = {"BOOLEAN", "TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL", "CHAR", "VARCHAR",
                                      "STRING", "BINARY", "VARBINARY", "BYTES", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP_LTZ", "ARRAY", "MAP", "ROW"};
    suggest(diagnostic, cast<ast::UserTypeName>(name).name.str(), names);
    return std::nullopt;
  }
  }
  return std::nullopt;
}

} // namespace

std::optional<Type> bindType(BindState &state, const ast::TypeName &name) {
  auto type = bindWithoutNull(state, name);
  if (type)
    type->nullable = name.nullable.value_or(true);
  return type;
}

} // namespace millrace::bind
