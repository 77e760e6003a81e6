#include "compiler/parse/AstBuilder.h"
#include "compiler/parse/Keywords.h"
#include "compiler/parse/Literals.h"

#include <algorithm>

namespace millrace::parse {

using namespace ast;

namespace {

using P = generated::FlinkSqlParser;

struct TypeWord {
  std::string_view word;
  SimpleType type;
};

/// Words of the token classes SimpleType and SizedType, synonyms folded.
constexpr TypeWord kTypeWords[] = {
    {"BOOLEAN", SimpleType::Boolean},   {"TINYINT", SimpleType::TinyInt}, {"SMALLINT", SimpleType::SmallInt},
    {"INT", SimpleType::Int},           {"INTEGER", SimpleType::Int},     {"BIGINT", SimpleType::BigInt},
    {"FLOAT", SimpleType::Float},       {"REAL", SimpleType::Real},       {"STRING", SimpleType::String},
    {"BYTES", SimpleType::Bytes},       {"VARIANT", SimpleType::Variant}, {"BITMAP", SimpleType::Bitmap},
    {"DECIMAL", SimpleType::Decimal},   {"DEC", SimpleType::Decimal},     {"NUMERIC", SimpleType::Decimal},
    {"BINARY", SimpleType::Binary},     {"VARBINARY", SimpleType::VarBinary}, {"VARCHAR", SimpleType::VarChar},
};

SimpleType timestampType(P::TypePrimaryContext *c) {
  if (c->TIMESTAMP_LTZ() || c->LOCAL())
    return SimpleType::TimestampLtz;
  return c->WITH() ? SimpleType::TimestampWithTimeZone : SimpleType::Timestamp;
}

} // namespace

TypeNamePtr AstBuilder::typeName(P::TypeNameContext *c) {
  TypeNamePtr type = typePrimary(c->typePrimary());
  // Suffixes in order: `INT NOT NULL ARRAY NULL` is a nullable array of INT NOT NULL.
  for (size_t i = 1; i < c->children.size(); ++i) {
    if (auto *nullability = dynamic_cast<P::NullabilityContext *>(c->children[i])) {
      type->nullable = nullability->NOT() == nullptr;
      type->range = join(type->range, range(nullability));
      continue;
    }
    auto *suffix = static_cast<Terminal *>(c->children[i]);
    SourceRange whole = join(type->range, range(suffix));
    if (suffix->getSymbol()->getType() == P::ARRAY)
      type = std::make_unique<ArrayTypeName>(std::move(type), whole);
    else
      type = std::make_unique<MultisetTypeName>(std::move(type), whole);
  }
  return type;
}

TypeNamePtr AstBuilder::typePrimary(P::TypePrimaryContext *c) {
  SourceRange at = range(c);
  if (c->INTERVAL())
    return std::make_unique<IntervalTypeName>(qualifier(c->intervalQualifier()), at);
  if (c->ARRAY())
    return std::make_unique<ArrayTypeName>(typeName(c->typeName(0)), at);
  if (c->MULTISET())
    return std::make_unique<MultisetTypeName>(typeName(c->typeName(0)), at);
  if (c->MAP())
    return std::make_unique<MapTypeName>(typeName(c->typeName(0)), typeName(c->typeName(1)), at);
  if (c->ROW()) {
    auto row = std::make_unique<RowTypeName>(at);
    row->fields = typeFields(c->typeField());
    return row;
  }
  if (c->RAW()) {
    auto raw = std::make_unique<RawTypeName>(at);
    raw->className = quotedText(c->stringLiteral(0)).value;
    raw->snapshot = quotedText(c->stringLiteral(1)).value;
    return raw;
  }
  if (c->STRUCTURED()) {
    auto structured = std::make_unique<StructuredTypeName>(at);
    structured->className = quotedText(c->stringLiteral(0)).value;
    structured->fields = typeFields(c->typeField());
    return structured;
  }
  if (c->compoundIdentifier())
    return std::make_unique<UserTypeName>(compound(c->compoundIdentifier()), at);
  return simpleType(c);
}

TypeNamePtr AstBuilder::simpleType(P::TypePrimaryContext *c) {
  SimpleType type = SimpleType::Null;
  if (Terminal *word = c->SimpleType() ? c->SimpleType() : c->SizedType()) {
    std::string upper = upperCase(spelled(range(word)));
    type = std::find_if(std::begin(kTypeWords), std::end(kTypeWords), [&](const TypeWord &t) { return t.word == upper; })->type;
  } else if (c->DOUBLE()) {
    type = SimpleType::Double;
  } else if (c->CHAR() || c->CHARACTER()) {
    type = c->VARYING() ? SimpleType::VarChar : SimpleType::Char;
  } else if (c->DATE()) {
    type = SimpleType::Date;
  } else if (c->TIMESTAMP() || c->TIMESTAMP_LTZ()) {
    type = timestampType(c);
  } else if (!c->TIME().empty()) {
    type = SimpleType::Time;
  }
  auto result = std::make_unique<SimpleTypeName>(type, range(c));
  if (auto *size = c->typeSize()) {
    result->precision = count(size->IntegerLiteral(0));
    if (size->IntegerLiteral(1))
      result->scale = count(size->IntegerLiteral(1));
  }
  return result;
}

std::vector<TypeField> AstBuilder::typeFields(const std::vector<P::TypeFieldContext *> &list) {
  std::vector<TypeField> fields;
  for (P::TypeFieldContext *field : list) {
    fields.push_back({identifier(field->identifier()), typeName(field->typeName()), std::nullopt});
    if (field->stringLiteral())
      fields.back().comment = quotedText(field->stringLiteral()).value;
  }
  return fields;
}

} // namespace millrace::parse
