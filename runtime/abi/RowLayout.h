/// Computes where each column of a packed row lies. The one source of the layout: compiler and runtime both call it.
///
/// Shape:  header 16 bytes, null bits, fixed slots, variable part; docs/formats/row.md says every byte.
/// Bounds: at most 65,535 columns; a row is at most 2 GiB; rows start at multiples of 8.
#pragma once
#include "runtime/abi/Schema.h"

namespace millrace {

/// First bytes of every packed row and of every mark in a batch.
struct RowHeader {
  uint32_t sizeBytes;  // whole row, header and padding included; a multiple of 8
  uint8_t kind;        // RowKind, or kMarkWatermark
  uint8_t reserved[3]; // zero
  uint64_t keyHash;    // hash of the exchange's key columns (docs/formats/row.md), 0 without keys; a mark's payload
};
static_assert(sizeof(RowHeader) == 16);

/// `RowHeader::kind` of a watermark between rows; `keyHash` holds the watermark in ms as int64.
constexpr uint8_t kMarkWatermark = 0x80;

/// The fixed slot of a variable column: bytes at row + offset.
struct VariableSlot {
  uint32_t offsetBytes; // from the start of the row
  uint32_t sizeBytes;
};

struct RowLayout {
  uint32_t nullBitsOffset = sizeof(RowHeader);
  uint32_t fixedSizeBytes = 0;        // header, null bits and slots; the variable part starts here (a multiple of 8)
  std::vector<uint32_t> slotOffsets;  // per column, from the start of the row; aligned to the slot's size (at most 8)
  bool hasVariable = false;
};

/// Columns keep their order in the null bits (bit i of byte nullBitsOffset + i / 8); slots are laid out by size,
/// largest first, so that there is no padding between them.
RowLayout computeRowLayout(const Schema &schema);

} // namespace millrace
