/// Reads packed nested values: ROW, ARRAY, MAP and MULTISET (docs/formats/row.md, "Nested values").
///
/// Lifetime: readers are views; they die with the bytes.
/// Threads:  immutable bytes; any thread.
#pragma once
#include "runtime/abi/RowLayout.h"

namespace millrace {

/// The layout of a ROW value inside a row: computeRowLayout without the 16 header bytes.
RowLayout computeNestedRowLayout(const Schema &fields);

/// An ARRAY value: u32 count, u32 zero, null bits (whole 8-byte words), slots, padding to 8, variable part.
class ArrayReader {
public:
  explicit ArrayReader(NestedView value) : bytes_(value.bytes) {}
  uint32_t count() const {
    uint32_t count;
    std::memcpy(&count, bytes_, 4);
    return count;
  }
  bool isNull(uint32_t i) const { return bytes_[8 + i / 8] >> (i % 8) & 1; }
  /// The element's slot; `slotSize` = slotSizeBytes(element type).
  const uint8_t *slot(uint32_t i, uint32_t slotSize) const {
    return bytes_ + 8 + (count() + 63) / 64 * 8 + static_cast<uint64_t>(i) * slotSize;
  }
  /// What variable slots of the elements are relative to.
  const uint8_t *base() const { return bytes_; }

private:
  const uint8_t *bytes_;
};

/// A MAP value: u32 size of the key array, u32 zero, key array, value array. MULTISET: the values are INT NOT NULL counts.
struct MapReader {
  explicit MapReader(NestedView value) {
    uint32_t keysSize;
    std::memcpy(&keysSize, value.bytes, 4);
    keys = {keysSize, 0, value.bytes + 8};
    values = {value.sizeBytes - 8 - keysSize, 0, value.bytes + 8 + keysSize};
  }
  NestedView keys;
  NestedView values;
};

} // namespace millrace
