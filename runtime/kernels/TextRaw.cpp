/// Values of the `raw` format: the column's bytes and nothing around them.
#include "runtime/abi/FormatAbi.h"

namespace millrace {

extern "C" {

void mr_raw_put_bool(OutBuffer *out, bool value) { out->push(static_cast<char>(value)); }
void mr_raw_put_integer(OutBuffer *out, int64_t value, int32_t sizeBytes, int32_t bigEndian) {
  uint64_t bits = static_cast<uint64_t>(value);
  if (bigEndian != 0)
    bits = __builtin_bswap64(bits) >> (64 - 8 * sizeBytes);
  std::memcpy(out->reserve(8), &bits, 8);
  out->position += sizeBytes;
}
void mr_raw_put_string(OutBuffer *out, const StringView *value) { out->append(value->bytes, value->sizeBytes); }

} // extern "C"

} // namespace millrace
