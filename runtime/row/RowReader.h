/// Reads columns of a packed row, or of a nested ROW value, by a layout.
///
/// Lifetime: a view; it and every string it gives die with the row's bytes.
/// Errors:   none; the caller knows the types. Reading a NULL column gives the slot's zero bytes.
#pragma once
#include "runtime/row/NestedValue.h"

#include <cstddef>

namespace millrace {

template <typename T> T loadAs(const uint8_t *bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof(T));
  return value;
}

/// Values in fixed slots by their C++ form. `base` is what variable slots are relative to.
inline StringView loadString(const uint8_t *slot, const uint8_t *base) {
  VariableSlot where = loadAs<VariableSlot>(slot);
  return StringView(reinterpret_cast<const char *>(base) + where.offsetBytes, where.sizeBytes);
}
inline NestedView loadNested(const uint8_t *slot, const uint8_t *base) {
  VariableSlot where = loadAs<VariableSlot>(slot);
  return {where.sizeBytes, 0, base + where.offsetBytes};
}
/// DECIMAL of any precision, widened.
inline Int128 loadDecimal(const uint8_t *slot, const Type &type) {
  return type.precision <= kCompactDecimalPrecision ? loadAs<int64_t>(slot) : loadAs<Int128>(slot);
}
/// TIMESTAMP or TIMESTAMP_LTZ of any precision, widened.
inline Timestamp loadTimestamp(const uint8_t *slot, const Type &type) {
  return type.precision <= kCompactTimestampPrecision ? Timestamp{loadAs<int64_t>(slot), 0, 0} : loadAs<Timestamp>(slot);
}

class RowReader {
public:
  RowReader(const RowLayout &layout, const uint8_t *row) : layout_(layout), row_(row) {}
  void reset(const uint8_t *row) { row_ = row; }
  const uint8_t *bytes() const { return row_; }

  /// Not of nested rows, which have no header.
  RowKind kind() const { return static_cast<RowKind>(row_[offsetof(RowHeader, kind)]); }
  uint32_t sizeBytes() const { return loadAs<uint32_t>(row_); }
  uint64_t keyHash() const { return loadAs<uint64_t>(row_ + offsetof(RowHeader, keyHash)); }

  bool isNull(uint32_t column) const { return row_[layout_.nullBitsOffset + column / 8] >> (column % 8) & 1; }
  const uint8_t *slot(uint32_t column) const { return row_ + layout_.slotOffsets[column]; }
  template <typename T> T get(uint32_t column) const { return loadAs<T>(slot(column)); }
  StringView getString(uint32_t column) const { return loadString(slot(column), row_); }
  NestedView getNested(uint32_t column) const { return loadNested(slot(column), row_); }
  Int128 getDecimal(uint32_t column, const Type &type) const { return loadDecimal(slot(column), type); }
  Timestamp getTimestamp(uint32_t column, const Type &type) const { return loadTimestamp(slot(column), type); }

private:
  const RowLayout &layout_;
  const uint8_t *row_;
};

/// Calls `visit(const RowHeader &, const uint8_t *bytes)` for each row and mark of a batch, in order.
template <typename Visit> void forEachRow(const uint8_t *rows, uint64_t sizeBytes, Visit visit) {
  for (uint64_t at = 0; at < sizeBytes;) {
    RowHeader header = loadAs<RowHeader>(rows + at);
    visit(header, rows + at);
    at += header.sizeBytes;
  }
}

} // namespace millrace
