#include "runtime/row/KeyBytes.h"

#include <cmath>

namespace millrace {
namespace {

void append(std::vector<uint8_t> &key, const void *bytes, size_t sizeBytes) {
  const auto *from = static_cast<const uint8_t *>(bytes);
  key.insert(key.end(), from, from + sizeBytes);
}

template <typename Bits, typename Float> Bits canonicalBits(Float value, Bits quietNan) {
  if (std::isnan(value))
    return quietNan;
  value += Float(0); // -0.0 + 0.0 = 0.0
  Bits bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

void appendValue(const Type &type, const uint8_t *slot, const uint8_t *base, std::vector<uint8_t> &key);

void appendNullable(bool isNull, const Type &type, const uint8_t *slot, const uint8_t *base, std::vector<uint8_t> &key) {
  key.push_back(isNull);
  if (!isNull)
    appendValue(type, slot, base, key);
}

void appendArray(const Type &element, NestedView value, std::vector<uint8_t> &key) {
  ArrayReader array(value);
  uint32_t count = array.count();
  append(key, &count, sizeof(count));
  for (uint32_t i = 0; i < count; ++i)
    appendNullable(array.isNull(i), element, array.slot(i, slotSizeBytes(element)), array.base(), key);
}

void appendNested(const Type &type, NestedView value, std::vector<uint8_t> &key) {
  if (type.kind == TypeKind::Array)
    return appendArray(type.children[0].type, value, key);
  if (type.kind == TypeKind::Row) {
    RowLayout layout = computeNestedRowLayout(type.children);
    RowReader row(layout, value.bytes);
    for (uint32_t i = 0; i < type.children.size(); ++i)
      appendNullable(row.isNull(i), type.children[i].type, row.slot(i), value.bytes, key);
    return;
  }
  MapReader map(value);
  appendArray(type.children[0].type, map.keys, key);
  Type count;
  count.kind = TypeKind::Int;
  appendArray(type.kind == TypeKind::Map ? type.children[1].type : count, map.values, key);
}

void appendValue(const Type &type, const uint8_t *slot, const uint8_t *base, std::vector<uint8_t> &key) {
  if (type.kind == TypeKind::Float) {
    uint32_t bits = canonicalBits<uint32_t>(loadAs<float>(slot), 0x7fc00000u);
    append(key, &bits, sizeof(bits));
  } else if (type.kind == TypeKind::Double) {
    uint64_t bits = canonicalBits<uint64_t>(loadAs<double>(slot), 0x7ff8000000000000ull);
    append(key, &bits, sizeof(bits));
  } else if (!isVariable(type.kind)) {
    append(key, slot, slotSizeBytes(type));
  } else if (isString(type.kind) || isBytes(type.kind)) {
    StringView text = loadString(slot, base);
    append(key, &text.sizeBytes, sizeof(text.sizeBytes));
    append(key, text.bytes, text.sizeBytes);
  } else {
    size_t sizeAt = key.size();
    append(key, "\0\0\0\0", 4);
    appendNested(type, loadNested(slot, base), key);
    uint32_t size = static_cast<uint32_t>(key.size() - sizeAt - 4);
    std::memcpy(key.data() + sizeAt, &size, sizeof(size));
  }
}

} // namespace

void writeKeyBytes(const Schema &schema, const RowReader &row, std::span<const uint32_t> columns, std::vector<uint8_t> &key) {
  key.clear();
  if (columns.size() == 1) {
    const Type &only = schema[columns[0]].type;
    if (!only.nullable && (isString(only.kind) || isBytes(only.kind))) {
      StringView text = row.getString(columns[0]);
      append(key, text.bytes, text.sizeBytes);
      return;
    }
  }
  for (uint32_t column : columns) {
    const Type &type = schema[column].type;
    if (type.nullable)
      appendNullable(row.isNull(column), type, row.slot(column), row.bytes(), key);
    else
      appendValue(type, row.slot(column), row.bytes(), key);
  }
}

} // namespace millrace
