#include "runtime/exchange/Batch.h"
#include "runtime/status/Check.h"

#include <cstdlib>

namespace millrace {
namespace {

void destroy(Batch *batch) {
  std::free(batch->bytes);
  delete batch;
}

} // namespace

BatchPool::~BatchPool() {
  for (Batch *batch : free_)
    destroy(batch);
}

Batch *BatchPool::take(uint32_t sizeBytes) {
  Batch *batch;
  if (free_.empty()) {
    batch = new Batch();
  } else {
    batch = free_.back();
    free_.pop_back();
  }
  if (batch->capacity < sizeBytes) {
    std::free(batch->bytes);
    batch->capacity = sizeBytes > kBatchBytes ? sizeBytes : kBatchBytes;
    batch->bytes = static_cast<uint8_t *>(std::malloc(batch->capacity));
    MR_CHECK(batch->bytes, "out of memory");
  }
  batch->sizeBytes = 0;
  batch->rowCount = 0;
  batch->mark = TailMark::None;
  batch->payload = 0;
  return batch;
}

void BatchPool::give(Batch *batch) {
  if (free_.size() >= kKept || batch->capacity > kBatchBytes)
    destroy(batch);
  else
    free_.push_back(batch);
}

} // namespace millrace
