// Canonical key bytes of strings (docs/formats/row.md).
#include "runtime/abi/LowerAbi.h"
#include "runtime/abi/ShortBytes.h"
#include "runtime/state/KeyHash.h"

#include <immintrin.h>

namespace millrace {
namespace {

/// `sizeBytes` bytes and zeros. Reads 16 where they are of one page, which is allowed to whom one byte of it is; but not where a sanitizer
/// watches the generated code into which this is inlined.
[[clang::no_sanitize("address", "thread")]] inline void loadPadded(const char *bytes, uint32_t sizeBytes, uint64_t words[2]) {
#ifdef MILLRACE_EXACT_READS
  words[0] = words[1] = 0;
  std::memcpy(words, bytes, sizeBytes);
#else
  constexpr uintptr_t kPageBytes = 4096;
  if (__builtin_expect((reinterpret_cast<uintptr_t>(bytes) & (kPageBytes - 1)) > kPageBytes - 16, 0)) {
    words[0] = words[1] = 0;
    std::memcpy(words, bytes, sizeBytes);
    return;
  }
  __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
  words[0] = _bzhi_u64(static_cast<uint64_t>(_mm_cvtsi128_si64(all)), 8 * sizeBytes);
  words[1] = _bzhi_u64(static_cast<uint64_t>(_mm_extract_epi64(all, 1)), sizeBytes > 8 ? 8 * sizeBytes - 64 : 0);
#endif
}

} // namespace

extern "C" {

[[gnu::always_inline]] uint8_t *mr_key_put_text(uint8_t *key, uint64_t head, const char *bytes) {
  uint32_t size = static_cast<uint32_t>(head);
  std::memcpy(key, &size, 4);
  copyShort(key + 4, bytes, size);
  return key + 4 + size;
}

/// Source: XXH3_len_4to8_64b and XXH3_len_9to16_64b, seed 0; the constants are its secret's. Both are worked out, or sizes that change
/// from row to row would cost a wrong branch.
uint64_t mr_key_of_text(uint8_t *key, uint64_t head, const char *bytes) {
  uint32_t size = static_cast<uint32_t>(head), keySize = size + 5;
  uint64_t text[2];
  loadPadded(bytes, size, text);
  uint64_t low = static_cast<uint64_t>(size) << 8 | text[0] << 40, high = text[0] >> 24 | text[1] << 40;
  std::memcpy(key, &low, 8);
  std::memcpy(key + 8, &high, 8);

  bool isLong = size > 3;
  unsigned __int128 whole = static_cast<unsigned __int128>(high) << 64 | low;
  uint64_t first = low ^ 0x6782737bea4239b9ull, last = static_cast<uint64_t>(whole >> (isLong ? 8 * (size - 3) : 0)) ^ 0xaf56bc3b0996523aull;
  unsigned __int128 product = static_cast<unsigned __int128>(first) * last;
  uint64_t longHash = keySize + __builtin_bswap64(first) + last + (static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64));
  longHash = (longHash ^ longHash >> 37) * 0x165667919e3779f9ull;
  longHash ^= longHash >> 32;

  uint64_t mixed = (static_cast<uint32_t>(low >> (8 * (keySize - 4) & 63)) + (low << 32)) ^ 0xc73ab174c5ecd5a2ull;
  mixed ^= __builtin_rotateleft64(mixed, 49) ^ __builtin_rotateleft64(mixed, 24);
  mixed *= 0x9fb21c651e98df25ull;
  mixed ^= (mixed >> 35) + keySize;
  mixed *= 0x9fb21c651e98df25ull;
  return isLong ? longHash : mixed ^ mixed >> 28;
}

} // extern "C"

} // namespace millrace
