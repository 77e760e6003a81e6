/// Rows as text for expectations: `+I[1, abc, null]`. Values are shown by their physical form, apart from the print kernels
/// that are under test: DECIMAL as unscaled integer, DATE as days, TIME as ms, TIMESTAMP as `ms` or `ms+nanos`.
#pragma once
#include "runtime/row/RowReader.h"

#include <cstdio>
#include <string>
#include <vector>

namespace millrace::test {

inline std::string integerText(Int128 value) {
  if (value < 0)
    return "-" + integerText(-value);
  std::string text;
  do {
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return text;
}

inline std::string slotText(const uint8_t *slot, const uint8_t *base, const Type &type);

inline std::string nestedText(NestedView value, const Type &type) {
  std::string text;
  auto add = [&](std::string item) { text += (text.empty() ? "" : ", ") + item; };
  auto element = [](const ArrayReader &array, uint32_t i, const Type &of) {
    return array.isNull(i) ? std::string("null") : slotText(array.slot(i, slotSizeBytes(of)), array.base(), of);
  };
  if (type.kind == TypeKind::Array) {
    ArrayReader array(value);
    for (uint32_t i = 0; i < array.count(); ++i)
      add(element(array, i, type.children[0].type));
    return "[" + text + "]";
  }
  if (type.kind == TypeKind::Map) {
    MapReader map(value);
    ArrayReader keys(map.keys), values(map.values);
    for (uint32_t i = 0; i < keys.count(); ++i)
      add(element(keys, i, type.children[0].type) + "=" + element(values, i, type.children[1].type));
    return "{" + text + "}";
  }
  RowLayout layout = computeNestedRowLayout(type.children);
  RowReader row(layout, value.bytes);
  for (uint32_t i = 0; i < type.children.size(); ++i)
    add(row.isNull(i) ? "null" : slotText(row.slot(i), value.bytes, type.children[i].type));
  return "(" + text + ")";
}

inline std::string slotText(const uint8_t *slot, const uint8_t *base, const Type &type) {
  char text[64];
  switch (type.kind) {
  case TypeKind::Boolean:
    return *slot ? "true" : "false";
  case TypeKind::TinyInt:
    return std::to_string(loadAs<int8_t>(slot));
  case TypeKind::SmallInt:
    return std::to_string(loadAs<int16_t>(slot));
  case TypeKind::Int:
  case TypeKind::Date:
  case TypeKind::Time:
  case TypeKind::IntervalMonth:
    return std::to_string(loadAs<int32_t>(slot));
  case TypeKind::BigInt:
  case TypeKind::IntervalDay:
    return std::to_string(loadAs<int64_t>(slot));
  case TypeKind::Float:
    std::snprintf(text, sizeof(text), "%.9g", static_cast<double>(loadAs<float>(slot)));
    return text;
  case TypeKind::Double:
    std::snprintf(text, sizeof(text), "%.17g", loadAs<double>(slot));
    return text;
  case TypeKind::Decimal:
    return integerText(loadDecimal(slot, type));
  case TypeKind::Timestamp:
  case TypeKind::TimestampLtz: {
    Timestamp value = loadTimestamp(slot, type);
    return std::to_string(value.ms) + (value.nanoOfMs ? "+" + std::to_string(value.nanoOfMs) : "");
  }
  case TypeKind::Char:
  case TypeKind::VarChar:
  case TypeKind::Binary:
  case TypeKind::VarBinary:
    return std::string(loadString(slot, base).view());
  default:
    return nestedText(loadNested(slot, base), type);
  }
}

inline std::string rowText(const uint8_t *row, const Schema &schema) {
  static constexpr const char *kKinds[] = {"+I", "-U", "+U", "-D"};
  RowLayout layout = computeRowLayout(schema);
  RowReader reader(layout, row);
  std::string text = std::string(kKinds[static_cast<int>(reader.kind())]) + "[";
  for (uint32_t i = 0; i < schema.size(); ++i) {
    text += i > 0 ? ", " : "";
    text += reader.isNull(i) ? "null" : slotText(reader.slot(i), row, schema[i].type);
  }
  return text + "]";
}

inline std::vector<std::string> rowTexts(const uint8_t *rows, uint64_t sizeBytes, const Schema &schema) {
  std::vector<std::string> texts;
  forEachRow(rows, sizeBytes, [&](const RowHeader &, const uint8_t *row) { texts.push_back(rowText(row, schema)); });
  return texts;
}

} // namespace millrace::test
