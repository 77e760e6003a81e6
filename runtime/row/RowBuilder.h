/// Writes packed rows and nested values from typed setters: for complete decoders, datagen, VALUES and tests.
///
/// Shape:    RowBuilder: begin(kind), one setter per column in any order (columns not set are NULL), finish(); rows follow each
///           other in one growing buffer, which is a valid batch. ArrayBuilder/NestedRowBuilder likewise give one value.
/// Setters:  the value's C++ form (runtime/abi/Values.h); `set<T>` for fixed slots of exactly sizeof(T) bytes.
///           Setting a column twice is allowed; the first value's variable bytes stay in the row as dead bytes.
/// Errors:   a wrong slot size is MR_CHECKed.
/// Threads:  one.
#pragma once
#include "runtime/row/NestedValue.h"
#include "runtime/status/Check.h"

#include <vector>

namespace millrace {

/// Setters over slots in a growing buffer. The base of the builders below.
class SlotWriter {
public:
  void setNull(uint32_t column);
  template <typename T> void set(uint32_t column, T value) {
    MR_CHECK(sizeof(T) == slotSize(column), "slot size");
    clearNull(column);
    std::memcpy(buffer_.data() + start_ + slotOffset(column), &value, sizeof(T));
  }
  void setBoolean(uint32_t column, bool value) { set<uint8_t>(column, value); }
  void setString(uint32_t column, std::string_view bytes);
  void setNested(uint32_t column, NestedView value);
  /// DECIMAL of the column's precision: 8 or 16 bytes.
  void setDecimal(uint32_t column, Int128 unscaled);
  /// TIMESTAMP* of the column's precision: milliseconds, or 16 bytes with nanoseconds.
  void setTimestamp(uint32_t column, Timestamp value);
  /// Copies a slot of the same type (variable bytes too) from another row, nested row or array.
  void copySlot(uint32_t column, const uint8_t *slot, const uint8_t *base);

protected:
  uint32_t slotOffset(uint32_t column) const { return offsets_ ? offsets_[column] : arraySlots_ + column * arraySlotSize_; }
  uint32_t slotSize(uint32_t column) const { return offsets_ ? sizes_[column] : arraySlotSize_; }
  bool isVariableColumn(uint32_t column) const { return variable_[offsets_ ? column : 0] != 0; }
  void clearNull(uint32_t column) {
    buffer_[start_ + nullBitsOffset_ + column / 8] &= static_cast<uint8_t>(~(1u << (column % 8)));
  }
  void putVariable(uint32_t column, const void *bytes, size_t sizeBytes);
  void useLayout(const Schema &schema, const RowLayout &layout);
  void padToEight();

  std::vector<uint8_t> buffer_;
  size_t start_ = 0; // of the value being written
  uint32_t nullBitsOffset_ = 0;
  const uint32_t *offsets_ = nullptr; // null: array
  std::vector<uint32_t> sizes_;
  std::vector<uint8_t> variable_; // per column (arrays: one): 0 fixed, 1 bytes, 2 nested
  uint32_t arraySlots_ = 0, arraySlotSize_ = 0;
};

class RowBuilder : public SlotWriter {
public:
  explicit RowBuilder(const Schema &schema);
  RowBuilder(const RowBuilder &) = delete;
  RowBuilder &operator=(const RowBuilder &) = delete;

  void begin(RowKind kind);
  void setKind(RowKind kind);
  void setKeyHash(uint64_t hash);
  /// Ends the row. The pointer lives until the next begin() or clear().
  const uint8_t *finish();
  /// Drops the row begun (a bad record).
  void abandon();
  /// Adds a watermark mark between rows.
  void addWatermark(int64_t watermarkMs);

  /// All rows since clear(), as a batch.
  const uint8_t *rows() const { return buffer_.data(); }
  uint64_t sizeBytes() const { return buffer_.size(); }
  uint64_t rowCount() const { return rowCount_; }
  void clear();

  const Schema &schema() const { return schema_; }
  const RowLayout &layout() const { return layout_; }

private:
  Schema schema_;
  RowLayout layout_;
  uint64_t rowCount_ = 0;
  bool open_ = false;
};

/// Where row sources and complete decoders put their rows: a builder and how much is wanted.
struct RowSink {
  RowBuilder &builder;
  uint64_t maxRows = 512;
  uint64_t maxBytes = 64 * 1024;
  bool isFull() const { return builder.rowCount() >= maxRows || builder.sizeBytes() >= maxBytes; }
};

/// One ROW value. begin() … finish(); reusable.
class NestedRowBuilder : public SlotWriter {
public:
  explicit NestedRowBuilder(const Schema &fields);
  void begin();
  /// The view lives until the next begin().
  NestedView finish();

private:
  RowLayout layout_;
};

/// One ARRAY value (or the key or value array of a MAP). All elements start as NULL.
class ArrayBuilder : public SlotWriter {
public:
  explicit ArrayBuilder(const Type &element);
  void begin(uint32_t count);
  NestedView finish();

private:
  Type element_;
};

/// One MAP value from its two arrays. The view lives as long as `storage` is unchanged.
NestedView buildMap(NestedView keys, NestedView values, std::vector<uint8_t> &storage);

} // namespace millrace
