#include "runtime/abi/StateLayout.h"

#include <algorithm>
#include <numeric>

namespace millrace {
namespace {

uint32_t stateSlotSizeBytes(const Type &type) { return isVariable(type.kind) ? 16 : slotSizeBytes(type); }

} // namespace

StateLayout computeStateLayout(const Schema &value) {
  StateLayout layout;
  layout.slotOffsets.resize(value.size());
  std::vector<uint32_t> order(value.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return stateSlotSizeBytes(value[a].type) > stateSlotSizeBytes(value[b].type);
  });
  uint32_t offset = 0;
  for (uint32_t column : order) {
    layout.slotOffsets[column] = offset;
    offset += stateSlotSizeBytes(value[column].type);
  }
  for (uint32_t column = 0; column < value.size(); ++column)
    if (isVariable(value[column].type.kind))
      layout.variableColumns.push_back(column);
  layout.nullBitsOffset = offset;
  layout.sizeBytes = (offset + (static_cast<uint32_t>(value.size()) + 7) / 8 + 7) / 8 * 8;
  return layout;
}

uint32_t inlineKeySizeBytes(const Schema &key) {
  uint32_t size = 0;
  for (const Field &column : key) {
    if (isVariable(column.type.kind))
      return 0;
    size += slotSizeBytes(column.type) + (column.type.nullable ? 1 : 0);
  }
  return size;
}

uint32_t sortKeySizeBytes(const Type &type) {
  bool isLongTimestamp = (type.kind == TypeKind::Timestamp || type.kind == TypeKind::TimestampLtz) && slotSizeBytes(type) == 16;
  return isLongTimestamp ? 12 : slotSizeBytes(type);
}

uint32_t inlineSortKeySizeBytes(const Schema &sortKey) {
  uint32_t size = 0;
  for (const Field &column : sortKey) {
    if (isVariable(column.type.kind))
      return 0;
    size += sortKeySizeBytes(column.type) + (column.type.nullable ? 1 : 0);
  }
  return size;
}

} // namespace millrace
