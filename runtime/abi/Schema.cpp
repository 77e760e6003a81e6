#include "runtime/abi/RowLayout.h"

#include <algorithm>
#include <numeric>

namespace millrace {

uint32_t depthOf(const Type &type) {
  uint32_t below = 0;
  for (const Field &child : type.children)
    below = std::max(below, depthOf(child.type));
  return below + 1;
}

uint32_t slotSizeBytes(const Type &type) {
  switch (type.kind) {
  case TypeKind::Null:
  case TypeKind::Boolean:
  case TypeKind::TinyInt:
    return 1;
  case TypeKind::SmallInt:
    return 2;
  case TypeKind::Int:
  case TypeKind::Float:
  case TypeKind::Date:
  case TypeKind::Time:
  case TypeKind::IntervalMonth:
    return 4;
  case TypeKind::Decimal:
    return type.precision <= kCompactDecimalPrecision ? 8 : 16;
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz:
    return type.precision <= kCompactTimestampPrecision ? 8 : 16;
  default:
    return 8;
  }
}

namespace {

std::string sized(const char *name, int32_t length) { return std::string(name) + "(" + std::to_string(length) + ")"; }

std::string fieldsToString(const Type &type) {
  std::string text;
  for (const Field &field : type.children) {
    if (!text.empty())
      text += ", ";
    text += "`";
    for (char c : field.name)
      text += c == '`' ? std::string("``") : std::string(1, c);
    text += "` " + toString(field.type);
  }
  return text;
}

std::string kindToString(const Type &type) {
  switch (type.kind) {
  case TypeKind::Null:
    return "NULL";
  case TypeKind::Boolean:
    return "BOOLEAN";
  case TypeKind::TinyInt:
    return "TINYINT";
  case TypeKind::SmallInt:
    return "SMALLINT";
  case TypeKind::Int:
    return "INT";
  case TypeKind::BigInt:
    return "BIGINT";
  case TypeKind::Float:
    return "FLOAT";
  case TypeKind::Double:
    return "DOUBLE";
  case TypeKind::Decimal:
    return "DECIMAL(" + std::to_string(type.precision) + ", " + std::to_string(type.scale) + ")";
  case TypeKind::Char:
    return sized("CHAR", type.precision);
  case TypeKind::VarChar:
    return type.precision == kMaxLength ? "STRING" : sized("VARCHAR", type.precision);
  case TypeKind::Binary:
    return sized("BINARY", type.precision);
  case TypeKind::VarBinary:
    return type.precision == kMaxLength ? "BYTES" : sized("VARBINARY", type.precision);
  case TypeKind::Date:
    return "DATE";
  case TypeKind::Time:
    return sized("TIME", type.precision);
  case TypeKind::Timestamp:
    return sized("TIMESTAMP", type.precision);
  case TypeKind::TimestampLtz:
    return sized("TIMESTAMP_LTZ", type.precision);
  case TypeKind::IntervalMonth:
    return "INTERVAL YEAR TO MONTH";
  case TypeKind::IntervalDay:
    return "INTERVAL DAY TO SECOND(3)";
  case TypeKind::Array:
    return "ARRAY<" + toString(type.children[0].type) + ">";
  case TypeKind::Multiset:
    return "MULTISET<" + toString(type.children[0].type) + ">";
  case TypeKind::Map:
    return "MAP<" + toString(type.children[0].type) + ", " + toString(type.children[1].type) + ">";
  case TypeKind::Row:
    return "ROW<" + fieldsToString(type) + ">";
  }
  return "NULL";
}

} // namespace

std::string toString(const Type &type) {
  std::string text = kindToString(type);
  return type.nullable || type.kind == TypeKind::Null ? text : text + " NOT NULL";
}

RowLayout computeRowLayout(const Schema &schema) {
  RowLayout layout;
  layout.slotOffsets.resize(schema.size());
  uint32_t nullBytes = static_cast<uint32_t>((schema.size() + 63) / 64 * 8);
  uint32_t offset = layout.nullBitsOffset + nullBytes;
  std::vector<uint32_t> order(schema.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return slotSizeBytes(schema[a].type) > slotSizeBytes(schema[b].type);
  });
  for (uint32_t column : order) {
    layout.slotOffsets[column] = offset;
    offset += slotSizeBytes(schema[column].type);
    layout.hasVariable |= isVariable(schema[column].type.kind);
  }
  layout.fixedSizeBytes = (offset + 7) / 8 * 8;
  return layout;
}

} // namespace millrace
