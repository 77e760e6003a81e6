#include "runtime/abi/ConstantSet.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace millrace {
namespace {

void append(std::string &set, std::string_view text) {
  uint32_t size = static_cast<uint32_t>(text.size());
  set.append(reinterpret_cast<const char *>(&size), 4).append(text);
}
void append(std::string &set, NumberWords words) {
  set.append(reinterpret_cast<const char *>(&words.first), 8).append(reinterpret_cast<const char *>(&words.second), 8);
}

template <typename Value> std::string make(std::span<const Value> values) {
  uint32_t slots = std::bit_ceil(std::max<uint32_t>(2 * static_cast<uint32_t>(values.size()), 2)), mask = slots - 1;
  std::string set(4 + 4 * static_cast<size_t>(slots), '\0');
  std::memcpy(set.data(), &mask, 4);
  auto slotAt = [&](uint64_t slot) { return set.data() + 4 + 4 * (slot & mask); };
  for (const Value &value : values) {
    uint64_t slot = constantSetHash(value);
    uint32_t taken;
    while (std::memcpy(&taken, slotAt(slot), 4), taken != 0)
      ++slot;
    uint32_t entry = static_cast<uint32_t>(set.size());
    std::memcpy(slotAt(slot), &entry, 4);
    append(set, value);
  }
  return set;
}

} // namespace

std::string makeConstantSet(std::span<const std::string_view> texts) { return make(texts); }
std::string makeConstantSet(std::span<const NumberWords> numbers) { return make(numbers); }

} // namespace millrace
