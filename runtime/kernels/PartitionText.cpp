/// The paths of partitions, made in place behind a record's text.
#include "runtime/abi/FormatAbi.h"
#include "runtime/abi/PartitionText.h"

namespace millrace {

extern "C" {

uint64_t mr_partition_begin(const OutBuffer *out) { return out->sizeBytes(); }

void mr_partition_value(OutBuffer *out, uint64_t begin, const StringView *defaultName) {
  size_t size = out->sizeBytes() - begin;
  if (size == 0)
    return out->append(defaultName->bytes, defaultName->sizeBytes);
  size_t escaped = 0;
  for (const char *c = out->begin + begin; c < out->position; ++c)
    escaped += needsPathEscape(*c) ? 1 : 0;
  if (escaped == 0)
    return;
  out->reserve(2 * escaped);
  // From the back, so that nothing is overwritten that is still to be read.
  char *to = out->position + 2 * escaped;
  const char *from = out->position, *first = out->begin + begin;
  out->position = to;
  while (from > first) {
    char c = *--from;
    if (needsPathEscape(c))
      putPathEscape(to -= 3, c);
    else
      *--to = c;
  }
}

void mr_partition_end(OutBuffer *out, uint64_t begin) {
  auto size = static_cast<uint32_t>(out->sizeBytes() - begin);
  std::memcpy(out->reserve(sizeof(size)), &size, sizeof(size));
  out->position += sizeof(size);
}

} // extern "C"

} // namespace millrace
