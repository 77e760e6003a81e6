/// Computes where each column of a state value lies. The one source of the layout: compiler and runtime both call it.
///
/// Shape:  fixed slots, largest first, then null bits (bit i of byte nullBitsOffset + i / 8), padded to 8. Variable columns have
///         a 16-byte slot: a StringView (strings, bytes) or NestedView of bytes in the table's memory; set only through
///         mr_state_store_bytes. All zero bytes: no column NULL, numbers 0, variable columns empty.
/// Bounds: a value area is at most 32 KiB.
#pragma once
#include "runtime/abi/Schema.h"

namespace millrace {

struct StateLayout {
  std::vector<uint32_t> slotOffsets;     // per column, from the start of the value area
  std::vector<uint32_t> variableColumns; // indices of the columns with 16-byte slots
  uint32_t nullBitsOffset = 0;
  uint32_t sizeBytes = 0; // a multiple of 8; 0 for no columns
};

StateLayout computeStateLayout(const Schema &value);

/// How canonical keys of these columns are stored: their largest size when all columns are fixed, else 0 (by reference).
uint32_t inlineKeySizeBytes(const Schema &key);

/// Size of the sort key bytes of these columns (docs/formats/state.md) when all are fixed, else 0 (by reference).
uint32_t inlineSortKeySizeBytes(const Schema &sortKey);
/// Bytes that a value of a fixed type takes in a sort key, without the NULL byte.
uint32_t sortKeySizeBytes(const Type &type);

} // namespace millrace
