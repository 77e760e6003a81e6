// Looks values up in sets of constants (runtime/abi/ConstantSet.h).
#include "runtime/abi/ConstantSet.h"
#include "runtime/abi/LowerAbi.h"
#include "runtime/abi/ShortBytes.h"
#include "runtime/state/KeyHash.h"

namespace millrace {

template <typename Holds> static bool anyEntry(const char *set, uint64_t hash, Holds holds) {
  uint32_t mask = loadBytes<uint32_t>(set, 0);
  for (uint64_t slot = hash;; ++slot) {
    uint32_t entry = loadBytes<uint32_t>(set + 4 + 4 * (slot & mask), 0);
    if (entry == 0)
      return false;
    if (holds(set + entry))
      return true;
  }
}

extern "C" bool mr_set_has_text(const char *set, uint64_t head, const char *bytes) {
  uint32_t size = static_cast<uint32_t>(head);
  return anyEntry(set, hashKey(reinterpret_cast<const uint8_t *>(bytes), size), [&](const char *entry) {
    return loadBytes<uint32_t>(entry, 0) == size && equalShort(entry + 4, bytes, size);
  });
}

extern "C" bool mr_set_has_number(const char *set, uint64_t low, uint64_t high) {
  return anyEntry(set, constantSetHash({low, high}), [&](const char *entry) {
    return loadBytes<uint64_t>(entry, 0) == low && loadBytes<uint64_t>(entry, 8) == high;
  });
}

} // namespace millrace
