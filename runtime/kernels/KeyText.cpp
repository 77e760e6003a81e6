// Canonical key bytes of strings (docs/formats/row.md).
#include "runtime/abi/LowerAbi.h"
#include "runtime/abi/ShortBytes.h"

namespace millrace {

extern "C" uint8_t *mr_key_put_text(uint8_t *key, uint64_t head, const char *bytes) {
  uint32_t size = static_cast<uint32_t>(head);
  std::memcpy(key, &size, 4);
  copyShort(key + 4, bytes, size);
  return key + 4 + size;
}

} // namespace millrace
