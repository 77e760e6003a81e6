// mr_pack_array: elements that generated code has made one after the other, as one ARRAY value (docs/formats/row.md, "Nested values").
#include "runtime/abi/LowerAbi.h"
#include "runtime/abi/RowLayout.h"
#include "runtime/abi/TypeBytes.h"

#include <cstring>

namespace millrace {
namespace {

constexpr uint64_t kValueBytes = 16;

uint64_t alignUp(uint64_t size) { return (size + 7) / 8 * 8; }

/// A StringView or a NestedView: both begin with their size and end with a pointer.
StringView viewAt(const uint8_t *value) {
  uint32_t size;
  const char *bytes;
  std::memcpy(&size, value, sizeof(size));
  std::memcpy(&bytes, value + 8, sizeof(bytes));
  return StringView(bytes, size);
}

} // namespace

extern "C" void mr_pack_array(FunctionContext *context, const char *elementType, uint64_t count, const uint8_t *values, const uint8_t *nulls,
                              NestedView *result) {
  TypeNode type(reinterpret_cast<const uint8_t *>(elementType));
  uint64_t slotSize = type.slotSizeBytes(), slots = 8 + (count + 63) / 64 * 8;
  bool variable = isVariable(type.kind()), nested = type.kind() >= TypeKind::Array;
  uint64_t size = alignUp(slots + count * slotSize);
  for (uint64_t i = 0; variable && i < count; ++i)
    if (!nulls[i])
      size = (nested ? alignUp(size) : size) + viewAt(values + i * kValueBytes).sizeBytes;
  size = alignUp(size);
  auto *bytes = reinterpret_cast<uint8_t *>(context->arena.allocate(size));
  std::memset(bytes, 0, size);
  auto count32 = static_cast<uint32_t>(count);
  std::memcpy(bytes, &count32, sizeof(count32));
  uint64_t end = alignUp(slots + count * slotSize);
  for (uint64_t i = 0; i < count; ++i) {
    const uint8_t *value = values + i * kValueBytes;
    uint8_t *slot = bytes + slots + i * slotSize;
    if (nulls[i]) {
      bytes[8 + i / 8] |= static_cast<uint8_t>(1u << (i % 8));
    } else if (variable) {
      StringView view = viewAt(value);
      end = nested ? alignUp(end) : end;
      VariableSlot where = {static_cast<uint32_t>(end), view.sizeBytes};
      std::memcpy(slot, &where, sizeof(where));
      if (view.sizeBytes > 0)
        std::memcpy(bytes + end, view.bytes, view.sizeBytes);
      end += view.sizeBytes;
    } else {
      std::memcpy(slot, value, slotSize); // compact decimals and timestamps are the first bytes of the wide ones
    }
  }
  *result = {static_cast<uint32_t>(size), 0, bytes};
}

} // namespace millrace
