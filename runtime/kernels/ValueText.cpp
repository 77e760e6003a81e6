// Values in registers: strings by head and pointer, and what a blackhole does with them.
#include "runtime/abi/LowerAbi.h"

namespace millrace {

extern "C" uint64_t mr_text_head(const char *bytes, uint32_t sizeBytes) {
  StringView view(bytes, sizeBytes);
  return view.sizeBytes | static_cast<uint64_t>(view.prefix) << 32;
}

extern "C" bool mr_text_equal(uint64_t headA, const char *bytesA, uint64_t headB, const char *bytesB) {
  if (headA != headB)
    return false;
  uint32_t size = static_cast<uint32_t>(headA);
  return size <= 4 || std::memcmp(bytesA + 4, bytesB + 4, size - 4) == 0;
}

extern "C" bool mr_nested_equal(uint64_t sizeA, const uint8_t *bytesA, uint64_t sizeB, const uint8_t *bytesB) {
  return sizeA == sizeB && (sizeA == 0 || std::memcmp(bytesA, bytesB, sizeA) == 0);
}

extern "C" void mr_consume_bits(uint64_t bits) { __asm__ volatile("" : : "r"(bits)); }

extern "C" void mr_consume_bytes(const char *bytes, uint64_t sizeBytes) {
  __asm__ volatile("" : : "r"(bytes), "r"(sizeBytes) : "memory");
}

} // namespace millrace
