#include "runtime/abi/OutBuffer.h"
#include "runtime/status/Check.h"

#include <algorithm>
#include <cstdlib>

namespace millrace {

extern "C" void mr_out_grow(OutBuffer *out, uint64_t sizeBytes) {
  size_t used = out->sizeBytes();
  size_t capacity = std::max<size_t>({static_cast<size_t>(out->end - out->begin) * 2, used + sizeBytes, 4096});
  char *bytes = static_cast<char *>(std::realloc(out->begin, capacity));
  MR_CHECK(bytes != nullptr, "out of memory for output");
  out->begin = bytes;
  out->position = bytes + used;
  out->end = bytes + capacity;
}

void OutBuffer::release() {
  std::free(begin);
  begin = position = end = nullptr;
}

} // namespace millrace
